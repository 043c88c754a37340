import type { DeviceIdentity } from "@balcao/sync/client/ports";
import { useLiveQuery } from "dexie-react-hooks";
import { engineData } from "./local-database.ts";

/** Which enrolled tablet this browser is, by its own memory; null for none. The server is not asked. */
export async function readIdentity(): Promise<DeviceIdentity | null> {
  const fact = await engineData.meta.get("identity");
  return (fact?.value as DeviceIdentity | undefined) ?? null;
}

/** The same, kept up to date; undefined while it is being read. */
export function useIdentity(): DeviceIdentity | null | undefined {
  return useLiveQuery(readIdentity);
}
