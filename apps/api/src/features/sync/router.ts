import type { AnyRouter } from "@trpc/server";
import { createInFlight } from "../../kernel/in-flight.ts";
import { answer } from "../../kernel/refusal.ts";
import { deviceProcedure } from "../../kernel/procedures.ts";
import { router } from "../../kernel/trpc.ts";
import { pushArguments } from "./command-shape.ts";
import { push } from "./push.ts";
import { rescueProcedures } from "./rescue/rescue-router.ts";
import { divergenceArguments, reportDivergence } from "./report-divergence.ts";

/** A tablet pushes one at a time; one that had no answer may still be under way when the next one comes. */
const pushesAtOnce = 4;

/** The device's side of the server. `commands` holds the procedures that a push may name. */
export function syncRouter(commands: AnyRouter) {
  const inFlight = createInFlight(pushesAtOnce);
  return router({
    push: deviceProcedure
      .input(pushArguments)
      .mutation(({ ctx, input }) =>
        answer(inFlight(ctx.principal.deviceId, () => push(commands, ctx, ctx.principal, input))),
      ),
    reportDivergence: deviceProcedure
      .input(divergenceArguments)
      .mutation(({ ctx, input }) => reportDivergence(ctx, ctx.principal, input)),
    ...rescueProcedures(commands),
  });
}
