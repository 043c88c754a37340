import type { TenantTransaction } from "@balcao/db/connect";
import { type RecordSaleArguments, recordSaleArguments } from "@balcao/shared/sales/contract";
import type { ReadAhead } from "../../kernel/read-ahead.ts";
import { readLevelsAhead } from "../stock/public.ts";
import { factsOf, salesAhead } from "./sale-facts.ts";

/** Reads what all the sales of a push refer to, and the stock they take from, in two statements. */
export async function readSalesAhead(
  tx: TenantTransaction,
  at: { readonly storeId: string; readonly deviceId: string },
  args: readonly unknown[],
  ahead: ReadAhead,
): Promise<void> {
  // What is no sale is refused in its turn.
  const sales = args.flatMap((one): RecordSaleArguments[] => {
    const parsed = recordSaleArguments.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  ahead.set(salesAhead, await factsOf(tx, at, sales));
  const products = new Set(sales.flatMap(({ lines }) => lines.map((line) => line.productId)));
  await readLevelsAhead(tx, at.storeId, [...products], ahead);
}
