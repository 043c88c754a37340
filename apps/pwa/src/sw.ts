/// <reference lib="webworker" />
import { type PrecacheEntry, startShell } from "./sw/shell.ts";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] };

startShell(self, self.__WB_MANIFEST);
