import { queryOptions } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";

/** A store of the organization, as the back office sees it. */
export type Store = Awaited<ReturnType<typeof api.stores.listStores.query>>[number];

/** The organization's stores by code. */
export const storesQuery = queryOptions({
  queryKey: ["stores", "listStores"],
  queryFn: ({ signal }) => api.stores.listStores.query(undefined, { signal }),
});
