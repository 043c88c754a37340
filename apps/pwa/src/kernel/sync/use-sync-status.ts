import type { EngineStatus } from "@balcao/sync/client/engine";
import { useSyncExternalStore } from "react";
import { syncStatus } from "./runtime.ts";

/** Where this device stands with its server. */
export function useSyncStatus(): EngineStatus {
  return useSyncExternalStore(syncStatus.subscribe, syncStatus.get);
}
