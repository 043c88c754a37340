import { type Decided, isDecided } from "../decided.ts";
import type { Command } from "../protocol.ts";
import { settledIn } from "./journal-codec.ts";
import { engineTableNames, type OutboxEntry } from "./local-schema.ts";
import { getMeta, getMetas, setMeta } from "./meta.ts";
import type { DeviceIdentity, JournalEntry, LocalTransaction, Ports } from "./ports.ts";
import { type EngineSchema, scopeOfTable } from "./schema.ts";
import { retireKey } from "./seal.ts";
import { queued } from "./submit.ts";
import { addEffect, pendingOps } from "./view.ts";

export interface Recovered {
  /** The device's identity was gone from the local database and came back from the journal. */
  readonly rebuilt: boolean;
  /** Commands that came back into the outbox, to be sent. */
  readonly commands: number;
}

type CommandEntry = Extract<JournalEntry, { readonly kind: "command" }>;
type IdentityEntry = Extract<JournalEntry, { readonly kind: "identity" }>;

/**
 * Brings back from the journal what the local database has lost. Run at every start, before anything else: a database
 * that was wiped is empty beside a journal that is not. A command the server already has may come back too; its receipt
 * makes that harmless.
 */
export async function recover(ports: Ports, schema: EngineSchema): Promise<Recovered> {
  const read = await ports.journal.read();
  const entries = await leaveOut(ports, await nameDevice(ports, read));
  if (entries.length === 0) return { rebuilt: false, commands: 0 };
  const recovered = await ports.store.write([...engineTableNames, ...Object.keys(schema.tables)], async (tx) => {
    const identity = entries.findLast((entry): entry is IdentityEntry => entry.kind === "identity");
    const rebuilt = identity !== undefined && (await getMeta(tx, "identity")) === undefined;
    if (rebuilt) {
      await setMeta(tx, "identity", identity.identity);
      await setMeta(tx, "rebuiltAt", new Date(ports.clock.now()).toISOString());
    }
    await raiseSequence(tx, entries);
    return { rebuilt, commands: await restoreCommands(tx, schema, entries, rebuilt) };
  });
  await settleDecided(ports, entries);
  return recovered;
}

/**
 * Tells the journal who this device is, when it was killed between the two at its enrolment: the database alone would
 * know, and commands would come back to a device without a name.
 */
async function nameDevice(ports: Ports, entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
  if (entries.some(({ kind }) => kind === "identity")) return entries;
  const { identity, sequence = 0 } = await ports.store.read(["meta"], (tx) => getMetas(tx, ["identity", "sequence"]));
  if (identity === undefined) return entries;
  const named: JournalEntry = { kind: "identity", identity, sequence };
  // Should there be no room for it: nothing is lost yet, and the next start tries again.
  const isNoted = await ports.journal.append(named).then(
    () => true,
    () => false,
  );
  return isNoted ? [...entries, named] : entries;
}

/** A service worker that drains the outbox cannot write the journal's files: what it settled is settled here. */
async function settleDecided(ports: Ports, entries: readonly JournalEntry[]): Promise<void> {
  const noted = settledIn(entries);
  const ids = entries.flatMap((entry) =>
    entry.kind === "command" && !noted.has(entry.command.id) ? [entry.command.id] : [],
  );
  const known = (await ports.store.read(["outbox"], (tx) => tx.getMany("outbox", ids))) as readonly (
    | OutboxEntry
    | undefined
  )[];
  const settled = known.flatMap((entry) => (entry?.status === "settled" ? [entry.id] : []));
  if (settled.length > 0) await ports.journal.settle(settled);
}

/**
 * So many sequences are left out after a rebuild: a command that was sent before the journal heard of it, and that nobody
 * was told of, may have used one.
 */
const sequencesUnheard = 100;

/**
 * Before a database is rebuilt, notes in the journal which sequences are left out: should the database be lost again
 * before the journal hears of a command of this life, the next life must not begin where this one did.
 */
async function leaveOut(ports: Ports, entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
  const identity = entries.findLast((entry): entry is IdentityEntry => entry.kind === "identity");
  if (identity === undefined) return entries;
  if ((await ports.store.read(["meta"], (tx) => getMeta(tx, "identity"))) !== undefined) return entries;
  const noted = { ...identity, sequence: largestSequence(entries) + sequencesUnheard };
  await ports.journal.append(noted);
  return [...entries, noted];
}

/** No sequence that was ever used may be used again. */
async function raiseSequence(tx: LocalTransaction, entries: readonly JournalEntry[]): Promise<void> {
  const known = (await getMeta(tx, "sequence")) ?? 0;
  const largest = largestSequence(entries);
  if (largest <= known) return;
  await setMeta(tx, "sequence", largest);
  // A key vouches for every sequence from its own on, and some may be left out now.
  await retireKey(tx);
}

function largestSequence(entries: readonly JournalEntry[]): number {
  const used = entries.map((entry) => {
    if (entry.kind === "settled") return 0;
    return entry.kind === "command" ? entry.command.sequence : entry.sequence;
  });
  return Math.max(0, ...used);
}

/**
 * Puts commands back into the outbox, with their effect. Those that are settled come back only into a database that was
 * rebuilt, to show what was done; the server's rows replace them when they come.
 */
async function restoreCommands(
  tx: LocalTransaction,
  schema: EngineSchema,
  entries: readonly JournalEntry[],
  rebuilt: boolean,
): Promise<number> {
  const settled = settledIn(entries);
  const commands = entries.filter(
    (entry): entry is CommandEntry => entry.kind === "command" && (rebuilt || !settled.has(entry.command.id)),
  );
  const present = (await tx.getMany(
    "outbox",
    commands.map((entry) => entry.command.id),
  )) as readonly (OutboxEntry | undefined)[];
  const lost = commands.filter((_, index) => present[index] === undefined);
  const identity = await getMeta(tx, "identity");
  const decided = (await getMeta(tx, "decided")) ?? {};
  const stand = (table: string) => (identity === undefined ? [] : standOf(schema, identity, decided, table));
  // What was done as another tablet changed the rows of that one.
  const isOwn = (command: Command) => identity === undefined || command.deviceId === identity.deviceId;
  for (const { command, effect } of lost.toSorted((a, b) => a.command.sequence - b.command.sequence)) {
    const entry = queued(command, effect, command.deviceTime);
    await tx.putMany("outbox", [settled.has(command.id) ? { ...entry, status: "settled" } : entry]);
    // What the local rows already contain is not done to them a second time.
    await addEffect(
      tx,
      pendingOps(command, effect).filter((op) => isOwn(command) && !isDecided(stand(op.table), command.sequence)),
    );
  }
  return lost.filter(({ command }) => !settled.has(command.id)).length;
}

function standOf(
  schema: EngineSchema,
  identity: DeviceIdentity,
  decided: Readonly<Record<string, Decided>>,
  table: string,
): Decided {
  return decided[scopeOfTable(schema, identity, table) ?? ""] ?? [];
}
