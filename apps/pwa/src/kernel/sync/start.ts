import { rebuildWhenEmptied } from "./emptied.ts";
import { database } from "./local-database.ts";
import { retryWrites } from "./retry-writes.ts";
import { localStore } from "./ports.ts";
import { startSync } from "./runtime.ts";
import { StartError, startFailureOf } from "./start-error.ts";

/** How long the local database and the journal may take before a person is told. */
const patience = 20_000;
/** How long another tab gets to let go of an older version of the database: it does so by itself when it is alive. */
const blockedPatience = 4_000;

let started: Promise<void> | undefined;

/**
 * Starts this browser's part in the sync, once, and resolves when the local database may be asked who this device is.
 * Never waits for the server. Throws StartError.
 */
export function startDevice(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  if (!isSecureContext) throw new StartError("insecure");
  const { promise: gaveUp, reject } = Promise.withResolvers<never>();
  const silent = setTimeout(() => reject(new StartError("silent")), patience);
  database.on("blocked", () => setTimeout(() => reject(new StartError("blocked")), blockedPatience));
  try {
    await Promise.race([open(), gaveUp]);
  } finally {
    clearTimeout(silent);
  }
}

async function open(): Promise<void> {
  try {
    await database.open();
    await startSync();
    retryWrites(database, localStore, () => rebuildWhenEmptied(() => location.reload()));
  } catch (cause) {
    throw new StartError(startFailureOf(cause), { cause });
  }
}
