import { identityRouter } from "./features/identity/router.ts";
import { operationsRouter } from "./features/operations/router.ts";
import { storesRouter } from "./features/stores/router.ts";
import { router } from "./kernel/trpc.ts";

/** Every procedure of the server, one line per slice. */
export const appRouter = router({
  identity: identityRouter,
  stores: storesRouter,
  operations: operationsRouter,
});

export type AppRouter = typeof appRouter;
