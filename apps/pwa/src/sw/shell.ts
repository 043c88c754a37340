import { isWord, workerWords } from "../kernel/update/worker-words.ts";
import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";

export type { PrecacheEntry };

/** What the server answers itself, also to somebody who opens it on a tablet to see how the server is. */
const serverAddress = /^\/(?:api|health|metrics)(?:\/|$)/;

/** Keeps the app's own files, so that it opens without a network: any address but the server's own is the app itself. */
export function startShell(scope: ServiceWorkerGlobalScope, files: PrecacheEntry[]): void {
  scope.addEventListener("install", leaveToTheNetwork);
  scope.addEventListener("fetch", answerNavigation);
  precacheAndRoute(files);
  cleanupOutdatedCaches();
  scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
  scope.addEventListener("message", (event) => {
    // A waiting worker never takes over by itself: a sale may be open (src/kernel/update).
    if (isWord(event.data, workerWords.skipWaiting)) event.waitUntil(scope.skipWaiting());
  });
}

/** https://developer.mozilla.org/docs/Web/API/InstallEvent/addRoutes, not yet in every browser nor in TypeScript's library. */
interface RoutingInstallEvent {
  readonly addRoutes?: (routes: readonly object[]) => Promise<void>;
}

/** What a page asks of the API goes past this worker: a first copy's hundreds of chunks would each wake it for nothing. */
function leaveToTheNetwork(event: ExtendableEvent): void {
  const routing = event as ExtendableEvent & RoutingInstallEvent;
  void routing.addRoutes?.([{ condition: { urlPattern: { pathname: "/api/*" } }, source: "network" }]);
}

function answerNavigation(event: FetchEvent): void {
  const { request } = event;
  if (request.mode !== "navigate" || serverAddress.test(new URL(request.url).pathname)) return;
  event.respondWith(openShell(request));
  event.stopImmediatePropagation();
}

async function openShell(request: Request): Promise<Response> {
  return (await matchPrecache("/index.html")) ?? fetch(request);
}
