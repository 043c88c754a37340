import type { Unit } from "@balcao/shared/catalog/rows";
import { type Cents, cents, sumCents, type Thousandths, thousandths } from "@balcao/shared/kernel/money";
import { type Discount, isApproved, mayDiscount } from "@balcao/shared/sales/discount";
import type { Role } from "@balcao/shared/identity/permissions";
import { maxLines, maxQuantity } from "@balcao/shared/sales/limits";
import { type PricedSale, priceSale } from "@balcao/shared/sales/price-sale";
import type { PaymentKind, SaleApproval } from "@balcao/shared/sales/rows";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";

/** One line of a cart. Its price, and which version of it, stay as they were when the line came. */
export interface CartLine {
  readonly id: string;
  readonly productId: string;
  readonly name: string;
  readonly unit: Unit;
  readonly quantity: Thousandths;
  readonly unitPrice: Cents;
  readonly priceId: string;
  /** What a scale's label says that it costs; then that is the total. */
  readonly labelAmount: Cents | null;
  readonly discount: Discount | null;
}

/** Who let the operator take off more than they may, with the role that they had. */
export interface CartApproval extends SaleApproval {
  readonly role: Role;
  /** What was taken off all in all when they allowed it: they have seen no more than that. */
  readonly off: Cents;
}

/** Money already taken for a cart. */
export interface CartPayment {
  readonly id: string;
  readonly kind: PaymentKind;
  readonly amount: Cents;
  /** Pix: the transaction id inside the QR code. */
  readonly reference: string | null;
}

/** A sale before it is one. It is kept on the tablet after every change and never leaves it. */
export interface Cart {
  /** Becomes the sale's id: however often somebody finishes a cart, it is one sale. */
  readonly id: string;
  readonly status: "open" | "parked";
  /** Grows with each change, so that tabs can tell which state is newer. */
  readonly revision: number;
  /** What a parked cart is called; null without a name. */
  readonly name: string | null;
  /** Who parked it. */
  readonly operatorId: string | null;
  /** Null is a walk-in. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  /** ISO 8601, by the tablet's clock. */
  readonly openedAt: string;
  readonly changedAt: string;
  readonly lines: readonly CartLine[];
  /** What is taken off the whole sale. */
  readonly discount: Discount | null;
  readonly approval: CartApproval | null;
  readonly payments: readonly CartPayment[];
  /** The Pix code that is being shown: the same amount keeps its id, so that money paid after a reload still matches. */
  readonly pix: { readonly id: string; readonly amount: Cents } | null;
}

/** A cart with nothing in it. */
export function emptyCart(id: string, at: string): Cart {
  return {
    id,
    status: "open",
    revision: 0,
    name: null,
    operatorId: null,
    customer: null,
    openedAt: at,
    changedAt: at,
    lines: [],
    discount: null,
    approval: null,
    payments: [],
    pix: null,
  };
}

/** Whether nothing would be lost without it. */
export function isEmpty(cart: Cart): boolean {
  return cart.lines.length === 0 && cart.payments.length === 0 && cart.customer === null;
}

/**
 * Adds a line, or its quantity to one that is the same: pieces of one product at one price. What was weighed stays apart.
 * Answers the line as it is now; refuses LINE_OUT_OF_LIMITS and TOO_MANY_LINES. The first line begins a sale: what was to
 * be taken off lines that are all gone was not meant for it.
 */
export function addLine(cart: Cart, line: CartLine): Result<{ readonly cart: Cart; readonly line: CartLine }> {
  if (!isQuantity(line.quantity, line.unit)) return refuse("LINE_OUT_OF_LIMITS", { quantity: line.quantity });
  const same = cart.lines.find((other) => isSame(other, line));
  if (same === undefined) {
    if (cart.lines.length >= maxLines) return refuse("TOO_MANY_LINES", { most: maxLines });
    const kept = cart.lines.length === 0 ? { ...cart, discount: null, approval: null } : cart;
    return ok({ cart: { ...kept, lines: [...cart.lines, line] }, line });
  }
  const quantity = thousandths(same.quantity + line.quantity);
  if (!isQuantity(quantity, same.unit)) return refuse("LINE_OUT_OF_LIMITS", { quantity });
  const grown = { ...same, quantity };
  return ok({ cart: withLine(cart, grown), line: grown });
}

/** Sets the quantity of a line; what a label priced is then priced by its quantity. Refuses LINE_OUT_OF_LIMITS. */
export function setQuantity(cart: Cart, lineId: string, quantity: Thousandths): Result<Cart> {
  const line = cart.lines.find(({ id }) => id === lineId);
  if (line === undefined) return ok(cart);
  if (!isQuantity(quantity, line.unit)) return refuse("LINE_OUT_OF_LIMITS", { quantity });
  return ok(withLine(cart, { ...line, quantity, labelAmount: null }));
}

/** Sells a line at another price from now on, because a person said so. */
export function setPrice(
  cart: Cart,
  lineId: string,
  price: { readonly amount: Cents; readonly priceId: string },
): Cart {
  const line = cart.lines.find(({ id }) => id === lineId);
  return line === undefined
    ? cart
    : withLine(cart, { ...line, unitPrice: price.amount, priceId: price.priceId, labelAmount: null });
}

/** Takes something off a line, or off the whole sale when there is no `lineId`; null gives it back. */
export function setDiscount(cart: Cart, lineId: string | null, discount: Discount | null): Cart {
  if (lineId === null) return { ...cart, discount };
  const line = cart.lines.find(({ id }) => id === lineId);
  return line === undefined ? cart : withLine(cart, { ...line, discount });
}

/**
 * Whether somebody else has to let an operator of this role take off what is taken off, at a moment (ISO 8601). Who has
 * approved, has approved so much and no more: a larger discount afterwards is another question.
 */
export function needsApproval(cart: Cart, role: Role, at: string): boolean {
  const { lines } = priceCart(cart);
  const off = takenOff(cart);
  if (off === 0 || mayDiscount(role, lines)) return false;
  const { approval } = cart;
  return approval === null || off > approval.off || !isApproved(approval, approval.role, lines, at);
}

/** Takes a line out. */
export function removeLine(cart: Cart, lineId: string): Cart {
  return { ...cart, lines: cart.lines.filter(({ id }) => id !== lineId) };
}

/** Puts a line that was taken out back where it stood. */
export function restoreLine(cart: Cart, line: CartLine, position: number): Cart {
  if (cart.lines.some(({ id }) => id === line.id)) return cart;
  return { ...cart, lines: cart.lines.toSpliced(position, 0, line) };
}

/** The totals of a cart. */
export function priceCart(cart: Cart): PricedSale {
  const priced = priceSale(cart.lines, cart.discount);
  if (!priced.ok) throw new Error(`a line that may not be in a cart: ${priced.code}`);
  return priced.value;
}

/** What a line costs by itself; what is taken off the whole sale stands beside its total. */
export function lineCost({ lines }: PricedSale, position: number): Cents {
  const line = lines[position];
  return line === undefined ? cents(0) : cents(line.total + line.saleDiscount);
}

/** What is taken off all in all. */
export function takenOff(cart: Cart): Cents {
  const { gross, total } = priceCart(cart);
  return cents(gross - total);
}

/** What is taken off the whole sale. */
export function saleDiscountOf({ lines }: PricedSale): Cents {
  return sumCents(lines.map(({ saleDiscount }) => saleDiscount));
}

/** How many things are in it: pieces are counted, what was weighed counts as one. */
export function countPieces(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + (line.unit === "unit" ? line.quantity / 1000 : 1), 0);
}

/** Whether one can sell so much: something, within limits, and whole pieces of what is sold by the piece. */
function isQuantity(quantity: number, unit: Unit): boolean {
  return quantity > 0 && quantity <= maxQuantity && (unit !== "unit" || quantity % 1000 === 0);
}

function isSame(one: CartLine, other: CartLine): boolean {
  if (one.unit !== "unit" || one.labelAmount !== null || other.labelAmount !== null) return false;
  // What was taken off was taken off what was there.
  if (one.discount !== null || other.discount !== null) return false;
  return (
    one.unit === other.unit &&
    one.productId === other.productId &&
    one.unitPrice === other.unitPrice &&
    one.priceId === other.priceId
  );
}

function withLine(cart: Cart, line: CartLine): Cart {
  return { ...cart, lines: cart.lines.map((other) => (other.id === line.id ? line : other)) };
}
