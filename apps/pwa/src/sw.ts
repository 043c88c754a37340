/// <reference lib="webworker" />
import { startBackgroundSync } from "./sw/background-sync.ts";
import { type PrecacheEntry, startShell } from "./sw/shell.ts";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

startShell(self, self.__WB_MANIFEST);
startBackgroundSync(self);
