import { joinSignature, keyText, type OfferedKey, signedText, linkText, splitSignature } from "../chain.ts";
import type { Command } from "../protocol.ts";
import type { OutboxEntry } from "./local-schema.ts";
import { dropMeta, getMeta, getMetas, type MetaValues, setMeta } from "./meta.ts";
import type { LocalStore, LocalTransaction, NewKey, Ports, Signer } from "./ports.ts";

/** The key that a device signs with. */
export interface SigningKey extends OfferedKey {
  readonly id: string;
  /** What the signer needs of its private half; it never leaves the browser. */
  readonly handle: object;
}

type Standing = Readonly<
  Partial<Pick<MetaValues, "identity" | "signingKey" | "formerKeys" | "chainHead" | "sequence">>
>;

/** A batch that is ready to leave, and the keys that the server needs to verify it. */
export interface SealedBatch {
  readonly entries: readonly OutboxEntry[];
  readonly keys: readonly OfferedKey[];
}

/**
 * Signs and chains the commands of a batch that are not yet, and stores their seals before anything leaves: sent again,
 * a command is the same to the byte. Run under the drain's lock, in order of sequence, away from where a sale is made.
 * A device that cannot sign sends its commands as they are.
 */
export async function seal(
  ports: Pick<Ports, "signer"> & { readonly store: LocalStore },
  entries: readonly OutboxEntry[],
): Promise<SealedBatch> {
  const { signer } = ports;
  if (signer === null || entries.length === 0) return { entries, keys: [] };
  const standing = await readStanding(ports);
  // A chain is one device's: what this browser made as another tablet would leave a gap in it.
  const own = standing.identity?.deviceId;
  const open = entries.filter(({ command }) => command.signature === null && command.deviceId === own);
  if (open.length === 0) return { entries, keys: keysOf(standing, entries) };
  const sealed = await sign(signer, standing, open);
  if (sealed === null) return { entries, keys: keysOf(standing, entries) };
  const { key } = sealed;
  const { stored, keys } = await ports.store.write(["outbox", "meta"], async (tx) => {
    await setSigningKey(tx, key);
    await setMeta(tx, "chainHead", { keyId: key.id, hash: sealed.head });
    // The key before this one is a former one now, and may have signed some of the batch.
    return { stored: await storeSeals(tx, sealed.commands), keys: await getMetas(tx, ["signingKey", "formerKeys"]) };
  });
  const done = entries.map((entry) => stored.get(entry.id) ?? entry);
  return { entries: done, keys: keysOf(keys, done) };
}

/** Signs with the device's key, or with another when that one signs no more; null when none does. */
async function sign(signer: Signer, { signingKey, chainHead, sequence = 0 }: Standing, open: readonly OutboxEntry[]) {
  for (const known of signingKey === undefined ? [null] : [signingKey, null]) {
    try {
      const key = known ?? (await newKey(signer, sequence));
      return { key, ...(await link(signer, key, chainHead, open)) };
    } catch {
      // A sale that cannot be signed is sent all the same; the server says that it is not.
    }
  }
  return null;
}

function readStanding(ports: { readonly store: LocalStore }): Promise<Standing> {
  return ports.store.read(["meta"], (tx) =>
    getMetas(tx, ["identity", "signingKey", "formerKeys", "chainHead", "sequence"]),
  );
}

/** Gives a key that was just made the place from which no sequence is left out any more. */
export async function newKey(signer: Signer, since: number, made?: NewKey): Promise<SigningKey> {
  const { publicKey, handle } = made ?? (await signer.createKey());
  return { id: await signer.hash(keyText(publicKey)), publicKey, handle, since };
}

/** Makes a key the one that signs from now on. What earlier ones have signed stays as it is. */
export async function setSigningKey(tx: LocalTransaction, key: SigningKey): Promise<void> {
  const before = await getMeta(tx, "signingKey");
  if (before?.id === key.id) return;
  await retireKey(tx);
  await setMeta(tx, "signingKey", key);
}

/** Signs no more with the present key; what comes next gets another. */
export async function retireKey(tx: LocalTransaction): Promise<void> {
  const { signingKey, formerKeys = [] } = await getMetas(tx, ["signingKey", "formerKeys"]);
  if (signingKey === undefined) return;
  // Those that have signed something that is still here: a restored database may be sent it again, however old it is.
  const entries = (await tx.range("outbox", ":id", "", "\uffff")) as readonly OutboxEntry[];
  const used = keysUsed(entries);
  const { id, publicKey, since } = signingKey;
  await setMeta(tx, "formerKeys", [...formerKeys.filter((key) => used.has(key.id)), { id, publicKey, since }]);
  await dropMeta(tx, ["signingKey"]);
}

async function link(
  signer: Signer,
  key: SigningKey,
  head: MetaValues["chainHead"] | undefined,
  entries: readonly OutboxEntry[],
): Promise<{ readonly commands: readonly Command[]; readonly head: string }> {
  // The first command under a key follows the key itself.
  let previousHash = head?.keyId === key.id ? head.hash : key.id;
  const commands: Command[] = [];
  for (const { command } of entries) {
    const linked = { ...command, previousHash };
    const signature = joinSignature(key.id, await signer.sign(key.handle, signedText(linked)));
    const sealed: Command = { ...linked, signature };
    previousHash = await signer.hash(linkText(sealed));
    commands.push(sealed);
  }
  return { commands, head: previousHash };
}

async function storeSeals(
  tx: LocalTransaction,
  commands: readonly Command[],
): Promise<ReadonlyMap<string, OutboxEntry>> {
  const ids = commands.map(({ id }) => id);
  const now = (await tx.getMany("outbox", ids)) as readonly (OutboxEntry | undefined)[];
  const stored = commands.flatMap((command, index) => {
    const entry = now[index];
    return entry === undefined ? [] : [{ ...entry, command }];
  });
  await tx.putMany("outbox", stored);
  return new Map(stored.map((entry) => [entry.id, entry]));
}

/** The keys that signed commands: the server may not know them, because they are new or its database is an older one. */
function keysOf({ signingKey, formerKeys = [] }: Standing, entries: readonly OutboxEntry[]): readonly OfferedKey[] {
  const used = keysUsed(entries);
  return [...formerKeys, ...(signingKey === undefined ? [] : [signingKey])]
    .filter(({ id }) => used.has(id))
    .map(({ publicKey, since }) => ({ publicKey, since }));
}

function keysUsed(entries: readonly OutboxEntry[]): ReadonlySet<string | undefined> {
  return new Set(entries.map(({ command }) => splitSignature(command.signature ?? "")?.keyId));
}
