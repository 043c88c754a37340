import { z } from "zod";
import { instant } from "../kernel/instant.ts";
import { cents, thousandths } from "../kernel/money.ts";
import { recordedText } from "../kernel/text.ts";
import { wholeShare } from "./discount.ts";
import { maxAmount, maxLines, maxPayments, maxQuantity, maxUnitPrice } from "./limits.ts";

const money = (most: number) => z.int().min(0).max(most).transform(cents);

const line = z.strictObject({
  id: z.uuid(),
  productId: z.uuid(),
  /** The product's name when it was sold. */
  name: recordedText(300),
  unit: z.enum(["unit", "kg", "l", "m"]),
  quantity: z.int().min(1).max(maxQuantity).transform(thousandths),
  unitPrice: money(maxUnitPrice),
  /** What was taken off the line, and its part of what was taken off the sale. */
  discount: money(maxAmount),
  saleDiscount: money(maxAmount),
  /** What is left. */
  total: money(maxAmount),
  /** The price row it was sold at; null when the device knew none. */
  priceId: z.uuid().nullable(),
});

const payment = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["cash", "card", "pix"]),
  amount: z.int().min(1).max(maxAmount).transform(cents),
  /** Pix: the transaction id inside the QR code. */
  reference: recordedText(80).nullable(),
});

/** Who let the operator take off more than they may, and why: with their PIN, on the device. */
const approval = z.strictObject({
  approverId: z.uuid(),
  reason: recordedText(200),
  /** The device's clock, UTC. */
  at: instant,
  /** What they were asked for: the largest share taken off a line or the sale, in hundredths of a percent. */
  upTo: z.int().min(0).max(wholeShare),
});

/** The arguments of the command `sales.record`. Whether totals and payments add up is for the rules, not for the shape. */
export const recordSaleArguments = z
  .strictObject({
    saleId: z.uuid(),
    cashSessionId: z.uuid(),
    /** Null is a walk-in. */
    customerId: z.uuid().nullable(),
    receiptNumber: recordedText(60),
    /** The device's clock, UTC. */
    soldAt: instant,
    lines: z.array(line).min(1).max(maxLines),
    payments: z.array(payment).max(maxPayments),
    change: money(maxAmount),
    total: money(maxAmount),
    /** Null when nobody was asked. */
    approval: approval.nullable(),
  })
  .refine((sale) => sale.payments.length > 0 || sale.total === 0, {
    path: ["payments"],
    error: "a sale with a total needs a payment",
  })
  .refine((sale) => distinct(sale.lines) && distinct(sale.payments), { path: ["lines"], error: "an id stands twice" });

export type RecordSaleArguments = z.output<typeof recordSaleArguments>;

function distinct(rows: readonly { readonly id: string }[]): boolean {
  return new Set(rows.map((row) => row.id)).size === rows.length;
}
