import type { Role } from "../identity/permissions.ts";
import { type Cents, cents, sumCents } from "../kernel/money.ts";

/** What a person takes off: a share in hundredths of a percent (250 is 2.5 %), or money. */
export type Discount =
  | { readonly kind: "percent"; readonly basisPoints: number }
  | { readonly kind: "amount"; readonly amount: Cents };

/** The whole, in hundredths of a percent. */
export const wholeShare = 10_000;

/** A share of an amount in hundredths of a percent, rounded half up to whole cents. */
export function shareOf(amount: Cents, basisPoints: number): Cents {
  const whole = BigInt(wholeShare);
  return cents(Number((BigInt(amount) * BigInt(basisPoints) + whole / 2n) / whole));
}

/** What a discount takes off an amount: never more than there is. */
export function discountOn(amount: Cents, discount: Discount | null): Cents {
  if (discount === null) return cents(0);
  return discount.kind === "percent"
    ? shareOf(amount, Math.min(wholeShare, discount.basisPoints))
    : cents(Math.min(amount, discount.amount));
}

/**
 * Divides an amount in proportion to the weights, in whole cents that sum to it exactly: each part is the exact one rounded
 * down, and the cents that are left go to the largest remainders, the earlier first (Hamilton's method). `amount` is at most
 * the sum of the weights, and no part is more than its weight.
 */
export function allocate(amount: Cents, weights: readonly Cents[]): Cents[] {
  const whole = BigInt(sumCents(weights));
  if (whole === 0n) return weights.map(() => cents(0));
  const exact = weights.map((weight, position) => {
    const product = BigInt(amount) * BigInt(weight);
    return { position, part: Number(product / whole), remainder: product % whole };
  });
  const left = amount - exact.reduce((sum, { part }) => sum + part, 0);
  const first = exact
    .toSorted((a, b) => (a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1))
    .slice(0, left);
  const rounded = new Set(first.map(({ position }) => position));
  return exact.map(({ position, part }) => cents(part + (rounded.has(position) ? 1 : 0)));
}

/** How much of a line, and of a whole sale, each role may take off by itself, in hundredths of a percent. */
const limits: Readonly<Record<Role, number>> = {
  cashier: 500,
  "stock-clerk": 0,
  buyer: 0,
  approver: 0,
  "store-manager": wholeShare,
  administrator: wholeShare,
};

/** How much of a line, and of a whole sale, a role may take off by itself, in hundredths of a percent. */
export function discountLimit(role: Role): number {
  return limits[role];
}

/** What was taken off a line: by itself, and as its part of what was taken off the sale. */
export interface DiscountedLine {
  readonly discount: Cents;
  readonly saleDiscount: Cents;
  /** What is left. */
  readonly total: Cents;
}

/**
 * Whether at most so much is taken off, in hundredths of a percent: of each line by itself, and of the sale. Of the sale it
 * may be what its lines may lose together, each of which is rounded.
 */
function takesOffAtMost(lines: readonly DiscountedLine[], most: number): boolean {
  const ofLines = sumCents(lines.map((line) => shareOf(grossOf(line), most)));
  return withWholes(lines).every(({ off, whole }, position) => {
    const share = shareOf(whole, most);
    return off <= (position === lines.length ? Math.max(share, ofLines) : share);
  });
}

/** Whether somebody of a role may take so much off by themselves. */
export function mayDiscount(role: Role, lines: readonly DiscountedLine[]): boolean {
  return takesOffAtMost(lines, discountLimit(role));
}

/**
 * The largest share of a line, or of the whole sale, that is taken off, in hundredths of a percent, rounded up. An approval
 * is given for so much and no more.
 */
export function largestShare(lines: readonly DiscountedLine[]): number {
  const shares = withWholes(lines).map(({ off, whole }) =>
    whole === 0 ? 0 : Number((BigInt(off) * BigInt(wholeShare) + BigInt(whole) - 1n) / BigInt(whole)),
  );
  return Math.max(0, ...shares);
}

/** What is taken off each line by itself, and last off the sale, beside what that would cost in full. */
function withWholes(lines: readonly DiscountedLine[]): { readonly off: Cents; readonly whole: Cents }[] {
  const ofSale = sumCents(lines.map(({ discount, saleDiscount }) => cents(discount + saleDiscount)));
  return [
    ...lines.map((line) => ({ off: line.discount, whole: grossOf(line) })),
    { off: ofSale, whole: sumCents(lines.map(grossOf)) },
  ];
}

/** What a line came to before anything was taken off. */
export function grossOf({ discount, saleDiscount, total }: DiscountedLine): Cents {
  return cents(total + discount + saleDiscount);
}

/** How long an approval holds, in milliseconds: for the sale that it was given for, while the customer stands there. */
export const approvalTime = 15 * 60_000;

/** How long a sale may take to be paid, in milliseconds, after the tablet asked for the last time whether it is approved. */
export const payingTime = 15 * 60_000;

/**
 * Whether an approval by somebody of a role lets so much be taken off at a moment (ISO 8601, the clock of the device that it
 * was given on): they may take it off themselves, it is no more than they were asked for, and it is no older than `most`
 * milliseconds.
 */
export function isApproved(
  approval: { readonly at: string; readonly upTo: number },
  role: Role,
  lines: readonly DiscountedLine[],
  at: string,
  most = approvalTime,
): boolean {
  const age = Date.parse(at) - Date.parse(approval.at);
  return age >= 0 && age <= most && mayDiscount(role, lines) && takesOffAtMost(lines, approval.upTo);
}
