import { queryOptions } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";

/** A tablet of the organization, as the back office sees it. */
export type DeviceRow = Awaited<ReturnType<typeof api.identity.listDevices.query>>[number];

/** A tablet's signed chain, as the back office sees it. */
export type DeviceChain = Awaited<ReturnType<typeof api.identity.readChain.query>>;

export const chainQuery = (deviceId: string) =>
  queryOptions({
    queryKey: ["identity", "readChain", deviceId],
    queryFn: ({ signal }) => api.identity.readChain.query({ deviceId }, { signal }),
  });

/** The organization's tablets by store and code; revoked ones too. */
export const devicesQuery = queryOptions({
  queryKey: ["identity", "listDevices"],
  queryFn: ({ signal }) => api.identity.listDevices.query({}, { signal }),
});
