import { closeCashSessionArguments, openCashSessionArguments } from "@balcao/shared/cash-sessions/contract";
import { command } from "../../kernel/procedures.ts";
import { answer } from "../../kernel/refusal.ts";
import { router } from "../../kernel/trpc.ts";
import { closeCashSession } from "./close-cash-session.ts";
import { openCashSession } from "./open-cash-session.ts";

export const cashSessionsRouter = router({
  open: command("cash-sessions.operate")
    .input(openCashSessionArguments)
    .mutation(({ ctx, input }) => answer(openCashSession(ctx, input))),
  close: command("cash-sessions.operate")
    .input(closeCashSessionArguments)
    .mutation(({ ctx, input }) => answer(closeCashSession(ctx, input))),
});
