import type { StoreRow } from "@balcao/shared/stores/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { synced } from "./local-database.ts";

/** The store this tablet stands in; null before its first copy, undefined while it is being read. */
export function useStore(): StoreRow | null | undefined {
  return useLiveQuery(async () => (await synced.store.toCollection().first()) ?? null);
}

/** The currency of the tablet's store (ISO 4217). */
export function useStoreCurrency(): string {
  return useStore()?.currency ?? "BRL";
}
