import { cents, sumCents, type Cents } from "../kernel/money.ts";
import type { PaymentKind } from "./rows.ts";

/** How payments stand against a total. Always `paid - change - overpaid + remaining = total`. */
export interface Settlement {
  readonly paid: Cents;
  /** What is still due. */
  readonly remaining: Cents;
  /** What goes back to the customer, from the cash alone. */
  readonly change: Cents;
  /** What card and Pix bring over the total; it cannot be given back, so the sale cannot be recorded so. */
  readonly overpaid: Cents;
  /** Then, and only then, `paid - change = total`. */
  readonly complete: boolean;
}

/** Settles a total with payments. Throws on a negative amount, because that is a bug. */
export function settlePayments(
  total: Cents,
  payments: readonly { readonly kind: PaymentKind; readonly amount: Cents }[],
): Settlement {
  if (total < 0 || payments.some((payment) => payment.amount < 0)) throw new RangeError("a negative amount");
  const paid = sumCents(payments.map((payment) => payment.amount));
  const cash = sumCents(payments.filter((payment) => payment.kind === "cash").map((payment) => payment.amount));
  const excess = Math.max(0, paid - total);
  const change = Math.min(excess, cash);
  const remaining = Math.max(0, total - paid);
  return {
    paid,
    remaining: cents(remaining),
    change: cents(change),
    overpaid: cents(excess - change),
    complete: remaining === 0 && excess === change,
  };
}

/** The banknotes of the real, in cents, small to large (Banco Central do Brasil, second family). */
const notes = [200, 500, 1000, 2000, 5000, 10_000, 20_000] as const;

/** What a customer is likely to hand over for an amount: the amount itself, then round amounts of notes above it; at most six. */
export function quickCash(due: Cents): Cents[] {
  if (due <= 0) return [];
  const rounded = notes.map((note) => Math.ceil(due / note) * note);
  return [...new Set([due, ...rounded])]
    .toSorted((a, b) => a - b)
    .slice(0, 6)
    .map(cents);
}
