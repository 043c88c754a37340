import type { AppRouter } from "@balcao/api/router";
import { createTRPCClient, httpBatchLink, httpLink, isNonJsonSerializable, splitLink } from "@trpc/client";

const connection = {
  url: "/api/trpc",
  // Proof for the server that our own page asks: another site cannot set it.
  headers: { "x-balcao": "1" },
};

/** The server's procedures. Calls of one tick go in one request; files and what is marked `alone` go by themselves. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.context["alone"] === true || isNonJsonSerializable(operation.input),
      true: httpLink(connection),
      false: httpBatchLink({ ...connection, maxURLLength: 4000, maxItems: 10 }),
    }),
  ],
});
