import { useSyncExternalStore } from "react";
import { syncStatus } from "../sync/runtime.ts";
import { trustedScriptUrl } from "../trusted-types.ts";
import { whenNotHeld } from "./hold.ts";
import { reloadKept } from "./keep-before-reload.ts";
import { tellWorker, workerWords } from "./worker-words.ts";

/** `current`: nothing newer is here. `ready`: a newer version is stored and waits to be let in. */
export type UpdateState = "current" | "ready";

const hour = 3_600_000;
const listeners = new Set<() => void>();
let state: UpdateState = "current";
let registration: ServiceWorkerRegistration | undefined;

/** Whether a newer version waits. */
export function useUpdateState(): UpdateState {
  return useSyncExternalStore(subscribe, () => state);
}

/** Registers the service worker, looks for newer versions now and then, and reloads once one has been let in. */
export async function startServiceWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  await reloadWhenReplaced();
  await pageLoaded();
  setInterval(lookForUpdate, hour);
  document.addEventListener("visibilitychange", lookForUpdate);
  syncStatus.subscribe(() => {
    // The server is newer than this app, so it has a newer app too; or the network is back.
    if (syncStatus.get().connectivity === "blocked-by-version" || !isRegistered()) lookForUpdate();
  });
  await register();
}

/** Lets the newer version in, unless a sale or an unsaved form in some tab holds the running one; then false. */
export function letUpdateIn(): Promise<boolean> {
  return whenNotHeld(() => {
    tellWorker(registration?.active, workerWords.standBack);
    tellWorker(registration?.waiting, workerWords.skipWaiting);
  });
}

/** The first worker of all takes over a page that is already right; each one after it brings a newer version. */
async function reloadWhenReplaced(): Promise<void> {
  const { serviceWorker } = navigator;
  let replaces = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (replaces) void reloadKept();
    replaces = true;
  });
  // A page that was reloaded past the worker has none, and is not the first all the same.
  const known = await serviceWorker.getRegistration();
  replaces ||= known?.active != null;
}

/** What the worker stores would compete with the page itself while that loads. */
async function pageLoaded(): Promise<void> {
  if (document.readyState === "complete") return;
  await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

/**
 * Notices a newer version whenever it came: it may wait already when the page opens, or be on its way then, and one that
 * could not be stored is followed by another.
 */
function watchForWaiting(of: ServiceWorkerRegistration): void {
  const look = () => set(of.waiting !== null && of.active !== null ? "ready" : "current");
  const follow = () => of.installing?.addEventListener("statechange", look);
  of.addEventListener("updatefound", follow);
  of.waiting?.addEventListener("statechange", look);
  follow();
  look();
}

function lookForUpdate(): void {
  if (document.visibilityState !== "visible") return;
  // Without a network there is nothing to find; the next look comes by itself.
  (isRegistered() ? registration?.update() : register())?.catch(() => undefined);
}

async function register(): Promise<void> {
  registration = await navigator.serviceWorker.register(trustedScriptUrl("/sw.js"));
  watchForWaiting(registration);
}

/** A registration whose first worker could not be stored is gone, and the app does not open without a network. */
function isRegistered(): boolean {
  return [registration?.installing, registration?.waiting, registration?.active].some((worker) => worker != null);
}

function set(next: UpdateState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
