import type { DeviceIdentity } from "@balcao/sync/client/ports";
import { useLiveQuery } from "dexie-react-hooks";
import { engineData } from "./local-database.ts";

let known = false;

/** Which enrolled tablet this browser is, by its own memory; null for none. The server is not asked. */
export async function readIdentity(): Promise<DeviceIdentity | null> {
  const fact = await engineData.meta.get("identity");
  const identity = (fact?.value as DeviceIdentity | undefined) ?? null;
  known ||= identity !== null;
  return identity;
}

/** Whether this page has ever known which tablet it is. */
export function wasTablet(): boolean {
  return known;
}

/** The same, kept up to date; undefined while it is being read. */
export function useIdentity(): DeviceIdentity | null | undefined {
  return useLiveQuery(readIdentity);
}
