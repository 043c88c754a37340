import { cents, type Cents, sumCents } from "../kernel/money.ts";
import type { PaymentKind, SaleRow } from "../sales/rows.ts";

/** What a cash session has come to. Amounts in cents. */
export interface SessionSummary {
  readonly sales: number;
  readonly total: Cents;
  /** What each kind of payment brought; change has been taken out of the cash. Together they are `total`. */
  readonly taken: Readonly<Record<PaymentKind, Cents>>;
  /** What the drawer should hold: opening float plus cash taken. */
  readonly expectedCash: Cents;
}

/** Adds up the sales of one cash session. */
export function summarizeSession(
  openingFloat: Cents,
  sales: readonly Pick<SaleRow, "total" | "change" | "payments">[],
): SessionSummary {
  const paid = (kind: PaymentKind) =>
    sumCents(
      sales.flatMap((sale) =>
        sale.payments.filter((payment) => payment.kind === kind).map((payment) => payment.amount),
      ),
    );
  const cash = cents(paid("cash") - sumCents(sales.map((sale) => sale.change)));
  return {
    sales: sales.length,
    total: sumCents(sales.map((sale) => sale.total)),
    taken: { cash, card: paid("card"), pix: paid("pix") },
    expectedCash: cents(openingFloat + cash),
  };
}
