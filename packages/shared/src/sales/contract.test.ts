import { expect, test } from "vitest";
import { recordSaleArguments } from "./contract.ts";

const id = (last: number) => `0197a000-0000-7000-8000-${String(last).padStart(12, "0")}`;
const sale = {
  saleId: id(1),
  cashSessionId: id(2),
  customerId: null,
  receiptNumber: "0204-02-000123",
  soldAt: "2025-07-03T12:00:00.000Z",
  lines: [
    {
      id: id(3),
      productId: id(4),
      name: "Café",
      unit: "unit",
      quantity: 1000,
      unitPrice: 999,
      discount: 0,
      saleDiscount: 0,
      total: 999,
      priceId: null,
    },
  ],
  payments: [{ id: id(5), kind: "cash", amount: 1000, reference: null }],
  change: 1,
  total: 999,
  approval: null,
};
const approval = { approverId: id(6), reason: "Avaria", at: "2025-07-03T11:59:00.000Z", upTo: 2000 };
const line = sale.lines[0]!;
const payment = sale.payments[0]!;

test("a sale as the counter makes it is accepted unchanged", () => {
  expect(recordSaleArguments.parse(sale)).toEqual(sale);
  expect(recordSaleArguments.parse({ ...sale, approval })).toEqual({ ...sale, approval });
});

test.each([
  ["an extra field", { ...sale, storeId: id(9) }],
  ["an extra field in a line", { ...sale, lines: [{ ...line, promotionId: id(9) }] }],
  ["a discount below zero", { ...sale, lines: [{ ...line, discount: -1, total: 1000 }] }],
  ["a line that does not say what was taken off", { ...sale, lines: [{ ...line, saleDiscount: undefined }] }],
  ["an approval without a reason", { ...sale, approval: { ...approval, reason: undefined } }],
  ["an approval of more than all", { ...sale, approval: { ...approval, upTo: 10_001 } }],
  ["an approval by nobody", { ...sale, approval: { ...approval, approverId: "" } }],
  ["no line", { ...sale, lines: [] }],
  ["too many lines", { ...sale, lines: Array.from({ length: 501 }, (_, n) => ({ ...line, id: id(n + 100) })) }],
  ["one line id twice", { ...sale, lines: [line, line] }],
  ["a fraction of a cent", { ...sale, total: 9.99 }],
  ["a negative change", { ...sale, change: -1 }],
  ["a quantity of zero", { ...sale, lines: [{ ...line, quantity: 0 }] }],
  ["a payment of nothing", { ...sale, payments: [{ ...payment, amount: 0 }] }],
  ["no payment of a total", { ...sale, payments: [] }],
  ["another kind of payment", { ...sale, payments: [{ ...payment, kind: "cheque" }] }],
  ["a time without zone", { ...sale, soldAt: "2025-07-03T12:00:00" }],
  ["an infinite amount", { ...sale, total: Infinity }],
])("%s is refused", (_, wrong) => expect(recordSaleArguments.safeParse(wrong).success).toBe(false));

test("a sale of nothing to pay needs no payment", () => {
  const free = { ...sale, lines: [{ ...line, unitPrice: 0, total: 0 }], payments: [], change: 0, total: 0 };
  expect(recordSaleArguments.safeParse(free).success).toBe(true);
});
