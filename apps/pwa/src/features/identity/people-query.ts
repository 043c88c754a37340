import { queryOptions } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";

/** A login of the organization. */
export type PersonItem = Awaited<ReturnType<typeof api.identity.listPeople.query>>[number];

/** The organization's logins by name. */
export const peopleQuery = queryOptions({
  queryKey: ["identity", "listPeople"],
  queryFn: ({ signal }) => api.identity.listPeople.query(undefined, { signal }),
});
