import { live, liveArguments } from "../features/sync/live.ts";
import { deviceProcedure } from "../kernel/procedures.ts";
import { router } from "../kernel/trpc.ts";

const syncLive = router({
  live: deviceProcedure.input(liveArguments).subscription(({ ctx, input, signal }) => {
    return live(ctx, ctx.principal, input, signal ?? new AbortController().signal);
  }),
});

/** What may be called over the socket: listening, and nothing else. Writes go over HTTP, where they are limited. */
export const liveRouter = router({ sync: syncLive });

export type LiveRouter = typeof liveRouter;
