import { useLiveQuery } from "dexie-react-hooks";
import { readCustomer } from "./local.ts";

/** The name of a customer, or null when there is none of that id here or it is not read yet. */
export function useCustomerName(id: string | null): string | null {
  return useLiveQuery(async () => (id === null ? null : ((await readCustomer(id))?.name ?? null)), [id]) ?? null;
}
