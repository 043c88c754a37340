import { cashSessionsRouter } from "./features/cash-sessions/router.ts";
import { catalogRouter } from "./features/catalog/router.ts";
import { identityRouter } from "./features/identity/router.ts";
import { operationsRouter } from "./features/operations/router.ts";
import { salesRouter } from "./features/sales/router.ts";
import { storesRouter } from "./features/stores/router.ts";
import { syncRouter } from "./features/sync/router.ts";
import { router } from "./kernel/trpc.ts";

/** What a push may name: the slices whose mutations can be made without a network. */
export const commands = router({ sales: salesRouter, cashSessions: cashSessionsRouter });

/** Every procedure of the server, one line per slice. */
export const appRouter = router({
  identity: identityRouter,
  stores: storesRouter,
  catalog: catalogRouter,
  operations: operationsRouter,
  sales: salesRouter,
  cashSessions: cashSessionsRouter,
  sync: syncRouter(commands),
});

export type AppRouter = typeof appRouter;
