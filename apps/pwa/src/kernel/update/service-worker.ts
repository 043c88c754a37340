import { useSyncExternalStore } from "react";
import { Workbox } from "workbox-window";
import { trustedScriptUrl } from "../trusted-types.ts";
import { whenNotHeld } from "./hold.ts";

/** `current`: nothing newer is here. `ready`: a newer version is stored and waits to be let in. */
export type UpdateState = "current" | "ready";

const hour = 3_600_000;
const listeners = new Set<() => void>();
let state: UpdateState = "current";
let workbox: Workbox | undefined;

/** Whether a newer version waits. */
export function useUpdateState(): UpdateState {
  return useSyncExternalStore(subscribe, () => state);
}

/** Registers the service worker, looks for newer versions now and then, and reloads once one has been let in. */
export async function startServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  workbox = new Workbox(trustedScriptUrl("/sw.js"));
  workbox.addEventListener("waiting", () => set("ready"));
  // The first worker of all takes over a page that is already right.
  const wasControlled = navigator.serviceWorker.controller !== null;
  workbox.addEventListener("controlling", () => {
    if (wasControlled) location.reload();
  });
  await workbox.register();
  setInterval(lookForUpdate, hour);
  document.addEventListener("visibilitychange", lookForUpdate);
}

/** Lets the newer version in, unless a sale or an unsaved form in some tab holds the running one; then false. */
export function letUpdateIn(): Promise<boolean> {
  return whenNotHeld(() => workbox?.messageSkipWaiting());
}

function lookForUpdate(): void {
  if (document.visibilityState !== "visible") return;
  // Without a network there is nothing to find; the next look comes by itself.
  workbox?.update().catch(() => undefined);
}

function set(next: UpdateState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
