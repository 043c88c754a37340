import type { DeviceIdentity, NewKey, Ports } from "@balcao/sync/client/ports";
import { type Channel, DevicePage, type PageMessage } from "@balcao/sync/client/page";
import type { EngineStatus } from "@balcao/sync/client/engine";
import { recover } from "@balcao/sync/client/recover";
import type { CommandDraft } from "@balcao/sync/client/submit";
import type { Command } from "@balcao/sync/protocol";
import { askForBackgroundSync, askForPeriodicSync } from "./background.ts";
import { chunkCache } from "./chunk-cache.ts";
import { keepCopies } from "./keep-copies.ts";
import { readIdentity } from "./identity.ts";
import { pageJournal } from "./page-journal.ts";
import { portsWith } from "./ports.ts";
import { fetchRescueKey } from "./rescue-key.ts";
import { engineSchema } from "./schema.ts";
import { watchSurroundings } from "./surroundings.ts";

/** The User Timing mark of the moment when the newest command became durable. */
const durableMark = "balcao.durable";

let ports: Ports | undefined;
let page: DevicePage | undefined;
let status: EngineStatus = { connectivity: "starting", loading: false, code: null };
const listeners = new Set<() => void>();

function thesePorts(): Ports {
  ports ??= portsWith(pageJournal());
  return ports;
}

function thisPage(): DevicePage {
  page ??= new DevicePage(thesePorts(), pageChannel(), {
    schema: engineSchema,
    surroundings: () => ({ visible: document.visibilityState === "visible", sparing: isSparing() }),
    onStatus: show,
    onTrouble: (error) => reportError(error),
    onLead: () => void askForPeriodicSync(),
  });
  return page;
}

function pageChannel(): Channel {
  const channel = new BroadcastChannel("balcao-sync");
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener("message", (event: MessageEvent<PageMessage>) => listener(event.data));
    },
  };
}

/**
 * Starts to work for this device, or to follow the page that already does. Resolves when what the journal had to give
 * back is back, so that a screen may ask who this device is.
 */
export async function startSync(): Promise<void> {
  watchSurroundings(syncNow);
  await thisPage().start();
  if ((await readIdentity()) !== null) return;
  // The page that leads may have begun before the database was emptied, or be at it still.
  const { commands } = await recover(thesePorts(), engineSchema);
  if (commands > 0) syncNow();
}

function isSparing(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

/** Makes a command: when this resolves it is durable, twice over, and on its way as soon as there is one. */
export async function submitCommand(draft: CommandDraft): Promise<Command> {
  const command = await thisPage().submit(draft);
  // For whoever measures. One mark alone: the browser keeps all of them for as long as the page lives.
  performance.clearMarks(durableMark);
  performance.mark(durableMark);
  void askForBackgroundSync();
  return command;
}

/** Makes this browser the device that the server has just enrolled. */
export async function adoptDevice(identity: DeviceIdentity, lastSequence: number, key: NewKey | null): Promise<void> {
  const before = await readIdentity();
  const stays = before?.storeId === identity.storeId && before.organizationId === identity.organizationId;
  if (!stays) await chunkCache.clear();
  await thisPage().adopt(identity, lastSequence, key);
}

/** Asks the server now: the person wants to know. */
export function syncNow(): void {
  thisPage().syncNow();
}

/** Looks through all rows of the device now; what differs from the server's is fetched again. */
export function checkRows(): void {
  thisPage().scrub();
}

/** Where the device stands with its server, for useSyncExternalStore. */
export const syncStatus = {
  get: (): EngineStatus => status,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The states in which the server answers. */
const answered: ReadonlySet<EngineStatus["connectivity"]> = new Set(["live", "polling"]);

function show(next: EngineStatus): void {
  const met = answered.has(next.connectivity) && !answered.has(status.connectivity);
  const loaded = status.loading && !next.loading;
  status = next;
  // Copying goes on where it was broken off.
  if ((met || loaded) && !next.loading) void keepCopies(() => !status.loading);
  // The key changes when the server's does. Without it no rescue file can be written, so it is kept in good time.
  if (met) fetchRescueKey().catch((error: unknown) => console.warn("no key for rescue files", error));
  for (const listener of listeners) listener();
}
