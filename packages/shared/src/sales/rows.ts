import type { Cents, Thousandths } from "../kernel/money.ts";
import type { Unit } from "../catalog/rows.ts";

export type PaymentKind = "cash" | "card" | "pix";

export interface SaleLineRow {
  readonly id: string;
  readonly productId: string | null;
  /** The product's name when it was sold. */
  readonly name: string;
  readonly unit: Unit;
  readonly quantity: Thousandths;
  readonly unitPrice: Cents;
  /** What was taken off the line, and its part of what was taken off the sale. */
  readonly discount: Cents;
  readonly saleDiscount: Cents;
  /** What is left. */
  readonly total: Cents;
}

/** Who let the operator take off more than they may, and why. */
export interface SaleApproval {
  readonly approverId: string;
  readonly reason: string;
  /** ISO 8601, by the device's clock. */
  readonly at: string;
  /** What they were asked for: the largest share taken off a line or the sale, in hundredths of a percent. */
  readonly upTo: number;
}

export interface PaymentRow {
  readonly id: string;
  readonly kind: PaymentKind;
  /** What the payment settles. For cash it may exceed what is due; the sale's `change` goes back. */
  readonly amount: Cents;
  /** Pix: the transaction id inside the QR code. */
  readonly reference: string | null;
}

/** What did not fit when a sale reached the server. The sale stands; a manager looks. */
export type SaleException =
  | "OVERSOLD"
  | "PRICE_DRIFT"
  | "UNKNOWN_PRODUCT"
  | "UNKNOWN_CUSTOMER"
  | "UNKNOWN_CASH_SESSION"
  | "OPERATOR_NOT_ALLOWED"
  | "DISCOUNT_NOT_ALLOWED";

export interface SaleRow {
  readonly id: string;
  /** A label for people: store, device, sequence. */
  readonly receiptNumber: string;
  readonly deviceId: string;
  readonly operatorId: string;
  readonly cashSessionId: string;
  readonly customerId: string | null;
  readonly soldAt: string;
  readonly total: Cents;
  readonly change: Cents;
  readonly lines: readonly SaleLineRow[];
  readonly payments: readonly PaymentRow[];
  readonly approval: SaleApproval | null;
  readonly exceptions: readonly SaleException[];
}
