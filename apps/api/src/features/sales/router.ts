import { recordSaleArguments } from "@balcao/shared/sales/contract";
import { command } from "../../kernel/procedures.ts";
import { answer } from "../../kernel/refusal.ts";
import { router } from "../../kernel/trpc.ts";
import { recordSale } from "./record-sale.ts";

export const salesRouter = router({
  record: command("sales.record")
    .input(recordSaleArguments)
    .mutation(({ ctx, input }) => answer(recordSale(ctx, input))),
});
