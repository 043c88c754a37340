import { queryOptions } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";

/** An operator as the back office sees one: whether a PIN is set, never the PIN. */
export type OperatorItem = Awaited<ReturnType<typeof api.identity.listOperators.query>>[number];

/** The organization's operators by name. */
export const operatorsQuery = queryOptions({
  queryKey: ["identity", "listOperators"],
  queryFn: ({ signal }) => api.identity.listOperators.query({}, { signal }),
});
