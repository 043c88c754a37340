import { dexieStore } from "@balcao/sync/client/adapters/dexie-store";
import { sealRescue } from "@balcao/sync/client/adapters/seal-rescue";
import { webCryptoSigner } from "@balcao/sync/client/adapters/webcrypto-signer";
import { drainLock } from "@balcao/sync/client/drain";
import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import type { DeviceIdentity, JournalEntry } from "@balcao/sync/client/ports";
import { countRescue, gatherRescue } from "@balcao/sync/client/rescue";
import { seal } from "@balcao/sync/client/seal";
import { type RescueCounts, type RescueEntry, rescueExtension, type RescueHead } from "@balcao/sync/rescue";
import { readIdentity } from "./identity.ts";
import { database, engineData } from "./local-database.ts";
import { pageJournal } from "./page-journal.ts";
import { askRescueKey } from "./rescue-key.ts";

/** How long each of the two places may take: what is dying may also hang. */
const patience = 8_000;

/** What this tablet still has, from whichever place still reads. */
export interface Rescue {
  /** Null for a browser that is no tablet, or of which neither place says which. */
  readonly identity: DeviceIdentity | null;
  readonly entries: readonly RescueEntry[];
  readonly counts: RescueCounts;
  readonly database: "read" | "lost";
  readonly journal: "read" | "lost";
  /** Entries of the outbox that could not be read; the journal may have them. */
  readonly unreadable: number;
}

/** A file that is ready to be taken away. */
export interface RescueFile {
  readonly name: string;
  readonly text: string;
}

/** No key to seal with: the tablet has not met its server since it can write rescue files. */
export class NoRescueKeyError extends Error {
  override readonly name = "NoRescueKeyError";
}

/** Reads everything that this tablet has. Never throws: each place that does not read is told as lost. */
export async function readRescue(): Promise<Rescue> {
  const [stored, journal] = await Promise.all([orNull(readDatabase()), orNull(readJournal())]);
  const entries = gatherRescue(stored?.outbox ?? [], journal ?? []);
  return {
    identity: stored?.identity ?? identityIn(journal ?? []),
    entries,
    counts: countRescue(entries),
    database: stored === null ? "lost" : "read",
    journal: journal === null ? "lost" : "read",
    unreadable: stored?.unreadable ?? 0,
  };
}

/** Seals what was read for the server of the chain. Throws NoRescueKeyError. */
export async function writeRescueFile(identity: DeviceIdentity, entries: readonly RescueEntry[]): Promise<RescueFile> {
  const { organizationId, deviceId, deviceCode, storeId, storeCode } = identity;
  const key = identity.rescueKey ?? (await askRescueKey(organizationId).catch(() => null));
  if (key === null) throw new NoRescueKeyError();
  const created = new Date().toISOString();
  const counts = countRescue(entries);
  const head: RescueHead = { version: 1, organizationId, deviceId, deviceCode, storeId, storeCode, created, counts };
  const moment = created.slice(0, 16).replaceAll(/\D/g, "");
  return {
    name: `balcao-${storeCode}-${deviceCode}-${moment}${rescueExtension}`,
    text: await sealRescue(key, head, { entries }),
  };
}

interface Stored {
  readonly identity: DeviceIdentity | null;
  readonly outbox: readonly OutboxEntry[];
  readonly unreadable: number;
}

async function readDatabase(): Promise<Stored> {
  if (!database.isOpen()) await database.open();
  const identity = await readIdentity();
  await orNull(sealWaiting());
  try {
    return { identity, outbox: await engineData.outbox.toArray(), unreadable: 0 };
  } catch (error) {
    console.warn("the outbox does not read as a whole", error);
    return { identity, ...(await readOneByOne()) };
  }
}

/** A browser may refuse the journal before there is anything to wait for. */
async function readJournal(): Promise<readonly JournalEntry[]> {
  return pageJournal().read();
}

/** What waits gets the tablet's signature while the database still takes it. A push that is under way does so itself. */
async function sealWaiting(): Promise<void> {
  const waiting = await engineData.outbox
    .where("[status+sequence]")
    .between(["queued", 0], ["queued", Infinity])
    .toArray();
  const ports = { store: dexieStore(database), signer: webCryptoSigner() };
  await navigator.locks.request(drainLock, { ifAvailable: true }, (lock) =>
    lock === null ? null : seal(ports, waiting),
  );
}

/** One entry that the storage has lost must not take the others with it. */
async function readOneByOne(): Promise<Pick<Stored, "outbox" | "unreadable">> {
  const keys = await engineData.outbox.toCollection().primaryKeys();
  const read = await Promise.all(keys.map((id) => engineData.outbox.get(id).catch(() => undefined)));
  const outbox = read.filter((entry) => entry !== undefined);
  return { outbox, unreadable: keys.length - outbox.length };
}

function identityIn(journal: readonly JournalEntry[]): DeviceIdentity | null {
  return journal.findLast((entry) => entry.kind === "identity")?.identity ?? null;
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  const { promise: gaveUp, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("it does not answer")), patience);
  try {
    return await Promise.race([work, gaveUp]);
  } catch (error) {
    console.warn("a place of this tablet does not read", error);
    return null;
  } finally {
    clearTimeout(timer);
  }
}
