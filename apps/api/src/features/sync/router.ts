import type { AnyRouter } from "@trpc/server";
import { deviceProcedure } from "../../kernel/procedures.ts";
import { router } from "../../kernel/trpc.ts";
import { pushArguments } from "./command-shape.ts";
import { push } from "./push.ts";
import { rescueProcedures } from "./rescue/rescue-router.ts";
import { divergenceArguments, reportDivergence } from "./report-divergence.ts";

/** The device's side of the server. `commands` holds the procedures that a push may name. */
export function syncRouter(commands: AnyRouter) {
  return router({
    push: deviceProcedure.input(pushArguments).mutation(({ ctx, input }) => push(commands, ctx, ctx.principal, input)),
    reportDivergence: deviceProcedure
      .input(divergenceArguments)
      .mutation(({ ctx, input }) => reportDivergence(ctx, ctx.principal, input)),
    ...rescueProcedures(commands),
  });
}
