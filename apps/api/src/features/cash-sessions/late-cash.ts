import type { Cents } from "@balcao/shared/kernel/money";
import type { WriteContext } from "../../kernel/context.ts";
import type { BatchWriter } from "../../kernel/write-batch.ts";

interface LateCash {
  readonly cashSessionId: string;
  /** What a sale left in the drawer: cash taken minus change. */
  readonly cash: Cents;
}

const add = `
  UPDATE cash_session SET expected_cash = expected_cash + late.cash
  FROM (SELECT id, sum(cash) AS cash FROM unnest($1::uuid[], $2::bigint[]) AS sale (id, cash) GROUP BY id) late
  WHERE cash_session.id = late.id AND cash_session.status = 'closed'`;

const lateCashWriter: BatchWriter<LateCash> = {
  write: async (tx, rows) => {
    await tx.client.query(add, [rows.map((row) => row.cashSessionId), rows.map((row) => row.cash)]);
  },
};

/** Counts a sale's cash to the drawer it was made at, though that was closed before the sale arrived. */
export function addLateCash(ctx: WriteContext, late: LateCash): void {
  ctx.later.add(lateCashWriter, late);
}
