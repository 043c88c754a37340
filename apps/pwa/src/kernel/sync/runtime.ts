import { adoptIdentity } from "@balcao/sync/client/enrol";
import { Engine, type EngineStatus } from "@balcao/sync/client/engine";
import type { DeviceIdentity, Ports } from "@balcao/sync/client/ports";
import { type CommandDraft, submit } from "@balcao/sync/client/submit";
import type { Command } from "@balcao/sync/protocol";
import journalWorkerUrl from "@balcao/sync/client/adapters/opfs-journal.worker?worker&url";
import { trustedScriptUrl } from "../trusted-types.ts";
import { askForBackgroundSync, askForPeriodicSync } from "./background.ts";
import { engineLock } from "./engine-lock.ts";
import { chunkCache } from "./chunk-cache.ts";
import { readIdentity } from "./identity.ts";
import { pagePorts } from "./ports.ts";
import { engineSchema } from "./schema.ts";
import { watchSurroundings } from "./surroundings.ts";

/** What pages of one device tell each other. */
type Message =
  | { readonly kind: "status"; readonly status: EngineStatus }
  | { readonly kind: "status?" }
  | { readonly kind: "command" }
  | { readonly kind: "wake" }
  | { readonly kind: "enrolled" };

/** The User Timing mark of the moment when the newest command became durable. */
const durableMark = "balcao.durable";
const unknownYet: EngineStatus = { connectivity: "starting", loading: false, code: null };

let ports: Ports | undefined;
let engine: Engine | undefined;
let status = unknownYet;
let channel: BroadcastChannel | undefined;
const listeners = new Set<() => void>();

function portsOfPage(): Ports {
  ports ??= pagePorts(() => new Worker(trustedScriptUrl(journalWorkerUrl), { type: "module" }));
  return ports;
}

/**
 * Starts to work for this device, or to follow the page that already does. Resolves when what the journal had to give
 * back is back, so that a screen may ask who this device is.
 */
export async function startSync(): Promise<void> {
  channel = new BroadcastChannel("balcao-sync");
  channel.addEventListener("message", (event: MessageEvent<Message>) => onMessage(event.data));
  watchSurroundings(() => {
    if (engine === undefined) post({ kind: "wake" });
    else engine.wake();
  });
  await leadOrFollow();
  post({ kind: "status?" });
}

/** Takes the lead when nobody has it, else queues for it. Taking and finding out are one step: two pages may start at once. */
function leadOrFollow(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const queue = () => navigator.locks.request(engineLock, () => lead(() => undefined)).catch(reportError);
  navigator.locks
    .request(engineLock, { ifAvailable: true }, (lock) => {
      if (lock !== null) return lead(resolve);
      void queue();
      resolve();
      return undefined;
    })
    .catch(reject);
  return promise;
}

/** Works until the page goes. Throws, and lets the lead go, when what is stored cannot be brought back. */
async function lead(ready: () => void): Promise<void> {
  const own = new Engine(portsOfPage(), {
    schema: engineSchema,
    surroundings: () => ({ visible: document.visibilityState === "visible", sparing: isSparing() }),
    onStatus: (next) => {
      show(next);
      post({ kind: "status", status: next });
    },
    onTrouble: (error) => reportError(error),
  });
  engine = own;
  try {
    await own.start();
  } catch (error) {
    engine = undefined;
    throw error;
  }
  ready();
  void askForPeriodicSync();
  await new Promise<never>(() => undefined);
}

function isSparing(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

/** Makes a command: when this resolves it is durable, twice over, and on its way as soon as there is one. */
export async function submitCommand(draft: CommandDraft): Promise<Command> {
  const command = await submit(portsOfPage(), engineSchema, draft);
  // For whoever measures. One mark alone: the browser keeps all of them for as long as the page lives.
  performance.clearMarks(durableMark);
  performance.mark(durableMark);
  if (engine === undefined) post({ kind: "command" });
  else engine.commandMade();
  void askForBackgroundSync();
  return command;
}

/** Makes this browser the device that the server has just enrolled. */
export async function adoptDevice(identity: DeviceIdentity, lastSequence: number): Promise<void> {
  const before = await readIdentity();
  const stays = before?.storeId === identity.storeId && before.organizationId === identity.organizationId;
  if (!stays) await chunkCache.clear();
  await adoptIdentity(portsOfPage(), engineSchema, identity, lastSequence);
  if (engine === undefined) post({ kind: "enrolled" });
  else await engine.restart();
}

/** Asks the server now: the person wants to know. */
export function syncNow(): void {
  if (engine === undefined) post({ kind: "wake" });
  else engine.wake();
}

/** Where the device stands with its server, for useSyncExternalStore. */
export const syncStatus = {
  get: (): EngineStatus => status,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function show(next: EngineStatus): void {
  status = next;
  for (const listener of listeners) listener();
}

function post(message: Message): void {
  channel?.postMessage(message);
}

function onMessage(message: Message): void {
  if (message.kind === "status") {
    if (engine === undefined) show(message.status);
    return;
  }
  if (engine === undefined) return;
  if (message.kind === "status?") post({ kind: "status", status: engine.status });
  else if (message.kind === "command") engine.commandMade();
  else if (message.kind === "wake") engine.wake();
  else void engine.restart();
}
