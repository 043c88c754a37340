import { allows, type Role } from "@balcao/shared/identity/permissions";
import { type Cents, cents, sumCents } from "@balcao/shared/kernel/money";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { RecordSaleArguments } from "@balcao/shared/sales/contract";
import { approvalTime, isApproved, mayDiscount, payingTime } from "@balcao/shared/sales/discount";
import { lineAddsUp } from "@balcao/shared/sales/price-sale";
import type { SaleException } from "@balcao/shared/sales/rows";
import { settlePayments } from "@balcao/shared/sales/settle-payments";
import type { WriteContext } from "../../kernel/context.ts";
import { addLateCash } from "../cash-sessions/public.ts";
import { moveStock } from "../stock/public.ts";
import { type SaleFacts, whatIsKnown } from "./sale-facts.ts";
import { saleWriter } from "./sale-writer.ts";

export interface RecordedSale {
  readonly saleId: string;
  readonly exceptions: readonly SaleException[];
}

/**
 * Records a sale that was taken at a counter: rows, stock movements and what did not fit, with the caller's transaction.
 * The sale is a fact. Only one that does not add up, or that is recorded already, is refused; anything else becomes an
 * exception for a manager.
 */
export async function recordSale(ctx: WriteContext, input: RecordSaleArguments): Promise<Result<RecordedSale>> {
  const { principal } = ctx;
  // A sale is made at a counter: without a device there is no store, no drawer and no receipt number.
  if (principal.kind !== "operator") return refuse("FORBIDDEN", { permission: "sales.record" });
  if (!addsUp(input)) return refuse("PAYMENTS_DO_NOT_MATCH", { total: input.total });
  const facts = await whatIsKnown(ctx.tx, principal, input, ctx.command?.ahead);
  if (facts.recorded || isGathered(ctx, input.saleId)) return refuse("SALE_RECORDED_BEFORE", { saleId: input.saleId });
  const movements = input.lines
    .filter((line) => facts.products.has(line.productId))
    .map((line) => ({ productId: line.productId, quantity: -line.quantity, referenceId: line.id }));
  const levels = await moveStock(ctx, { storeId: principal.storeId, cause: "sale", movements });
  const exceptions = exceptionsOf(input, facts, {
    oversold: [...levels.values()].some((level) => level < 0),
    operatorAllowed: principal.role !== null && allows(principal.role, "sales.record"),
    discountAllowed: isDiscountAllowed(input, principal.role, facts.approverRole),
  });
  const customerId = facts.customerKnown ? input.customerId : null;
  ctx.later.add(saleWriter, { at: principal, input, products: facts.products, customerId, exceptions });
  if (facts.cashSessionClosed) addLateCash(ctx, { cashSessionId: input.cashSessionId, cash: cashOf(input) });
  const discount = sumCents(input.lines.map((line) => cents(line.discount + line.saleDiscount)));
  const { approval } = input;
  ctx.audit({
    entityId: input.saleId,
    details: {
      total: input.total,
      lines: input.lines.length,
      exceptions,
      ...(discount > 0 ? { discount, approval } : {}),
    },
  });
  return ok({ saleId: input.saleId, exceptions });
}

/** Whether the sale is one of those that this transaction will write. */
function isGathered(ctx: WriteContext, saleId: string): boolean {
  return ctx.later.gathered(saleWriter).some(({ input }) => input.saleId === saleId);
}

/** Lines add up to the total and payments settle it, with change from cash alone: checked again, whatever the tablet says. */
function addsUp(input: RecordSaleArguments): boolean {
  if (!input.lines.every(lineAddsUp)) return false;
  if (sumCents(input.lines.map((line) => line.total)) !== input.total) return false;
  const settlement = settlePayments(input.total, input.payments);
  return settlement.complete && settlement.change === input.change;
}

/** What a sale leaves in the drawer. */
function cashOf({ payments, change }: RecordSaleArguments): Cents {
  const taken = payments.filter((payment) => payment.kind === "cash").map((payment) => payment.amount);
  return cents(sumCents(taken) - change);
}

/** Whether what was taken off is the operator's to take, or was approved by somebody whose it is, for this sale. */
function isDiscountAllowed(input: RecordSaleArguments, role: Role | null, approverRole: Role | null): boolean {
  if (input.lines.every(({ discount, saleDiscount }) => discount + saleDiscount === 0)) return true;
  if (role !== null && mayDiscount(role, input.lines)) return true;
  if (input.approval === null || approverRole === null) return false;
  return isApproved(input.approval, approverRole, input.lines, input.soldAt, approvalTime + payingTime);
}

function exceptionsOf(
  input: RecordSaleArguments,
  facts: SaleFacts,
  found: { readonly oversold: boolean; readonly operatorAllowed: boolean; readonly discountAllowed: boolean },
): SaleException[] {
  const checks: readonly (readonly [SaleException, boolean])[] = [
    ["OVERSOLD", found.oversold],
    ["PRICE_DRIFT", !input.lines.every(facts.priceHeld)],
    ["UNKNOWN_PRODUCT", !input.lines.every((line) => facts.products.has(line.productId))],
    ["UNKNOWN_CUSTOMER", !facts.customerKnown],
    ["UNKNOWN_CASH_SESSION", !facts.cashSessionKnown],
    ["OPERATOR_NOT_ALLOWED", !found.operatorAllowed],
    ["DISCOUNT_NOT_ALLOWED", !found.discountAllowed],
  ];
  return checks.flatMap(([code, holds]) => (holds ? [code] : []));
}
