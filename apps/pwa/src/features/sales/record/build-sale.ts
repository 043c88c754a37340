import { cents, thousandths } from "@balcao/shared/kernel/money";
import type { RecordSaleArguments } from "@balcao/shared/sales/contract";
import { receiptNumber } from "@balcao/shared/sales/receipt-number";
import type { SaleApproval, SaleRow } from "@balcao/shared/sales/rows";
import { settlePayments } from "@balcao/shared/sales/settle-payments";
import type { StockLevelRow } from "@balcao/shared/stock/rows";
import type { EffectOp } from "@balcao/sync/client/ports";
import type { CommandMade } from "@balcao/sync/client/submit";
import type { Json, Row } from "@balcao/sync/protocol";
import { type Cart, priceCart } from "../cart/cart.ts";

/** A cart that is paid, and by whom it is sold. */
export interface PaidCart {
  readonly cart: Cart;
  readonly operatorId: string;
  readonly cashSessionId: string;
}

/** What the command `sales.record` carries, and what it does to this tablet's rows. */
export interface BuiltSale {
  readonly args: RecordSaleArguments;
  readonly effect: readonly EffectOp[];
}

/** Whether the payments of a cart settle its total, with change from cash alone: only then is it a sale. */
export function isPaid(cart: Cart): boolean {
  return cart.lines.length > 0 && settlePayments(priceCart(cart).total, cart.payments).complete;
}

/** Makes a sale of a paid cart, with the number of its receipt. Throws when it is not paid, because no screen offers that. */
export function buildSale(
  { cart, operatorId, cashSessionId }: PaidCart,
  made: CommandMade,
  receipt: number,
): BuiltSale {
  if (!isPaid(cart)) throw new Error("a cart that is not paid");
  const { total, lines } = priceCart(cart);
  const args: RecordSaleArguments = {
    saleId: cart.id,
    cashSessionId,
    customerId: cart.customer?.id ?? null,
    receiptNumber: receiptNumber(made.identity.storeCode, made.identity.deviceCode, receipt),
    soldAt: made.deviceTime,
    lines: cart.lines.map(({ labelAmount: _label, discount: _asked, ...line }, position) => ({
      ...line,
      ...(lines[position] ?? { discount: cents(0), saleDiscount: cents(0), total: cents(0) }),
    })),
    payments: [...cart.payments],
    change: settlePayments(total, cart.payments).change,
    total,
    approval: approvalOf(cart),
  };
  const row = saleRow(args, made.identity.deviceId, operatorId);
  return {
    args,
    effect: [
      { table: "sale", row: row.id, do: "put", value: row as unknown as Row },
      ...stockEffect(args, made.deviceTime),
    ],
  };
}

/** What the sale keeps of an approval; one that nothing was taken off for says nothing. */
function approvalOf(cart: Cart): SaleApproval | null {
  const { gross, total } = priceCart(cart);
  if (cart.approval === null || gross === total) return null;
  const { role: _role, off: _off, ...approval } = cart.approval;
  return approval;
}

/** The arguments as they travel: our types know more than JSON does. */
export function asJson(args: RecordSaleArguments): Json {
  return args as unknown as Json;
}

function saleRow(args: RecordSaleArguments, deviceId: string, operatorId: string): SaleRow {
  const { saleId, lines, ...rest } = args;
  return {
    ...rest,
    id: saleId,
    deviceId,
    operatorId,
    lines: lines.map(({ priceId: _price, ...line }) => line),
    exceptions: [],
  };
}

/** What was sold of each product leaves its level. */
function stockEffect(args: RecordSaleArguments, at: string): EffectOp[] {
  const sold = new Map<string, number>();
  for (const { productId, quantity } of args.lines) sold.set(productId, (sold.get(productId) ?? 0) + quantity);
  return [...sold].map(([productId, quantity]) => ({
    table: "stock_level",
    row: productId,
    do: "add",
    field: "quantity",
    by: -quantity,
    otherwise: noStock(productId, at) as unknown as Row,
  }));
}

function noStock(id: string, updatedAt: string): StockLevelRow {
  return { id, quantity: thousandths(0), updatedAt };
}
