import type { CategoryRow } from "@balcao/shared/catalog/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { listCategories } from "./local.ts";

/** All categories by name, kept up to date; undefined while they are being read. */
export function useCategories(): readonly CategoryRow[] | undefined {
  return useLiveQuery(listCategories);
}
