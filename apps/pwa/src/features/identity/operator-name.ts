import { useLiveQuery } from "dexie-react-hooks";
import { readOperator } from "./local.ts";

/** The name of an operator of this store, or null when nobody of that id works here (any more) or it is not read yet. */
export function useOperatorName(id: string): string | null {
  return useLiveQuery(async () => (await readOperator(id))?.name ?? null, [id]) ?? null;
}
