import { cents, thousandths } from "@balcao/shared/kernel/money";
import { lineAddsUp } from "@balcao/shared/sales/price-sale";
import { expect, test } from "vitest";
import { makeLine, type Wanted } from "./make-line.ts";

const cheese = { id: "cheese", sku: "2041", name: "Queijo", unit: "kg" } as const;
const rice = { id: "rice", sku: "10", name: "Arroz", unit: "unit" } as const;
const price = { amount: cents(3990), priceId: "version", regular: null };

function made(wanted: Partial<Wanted>) {
  return makeLine({ product: rice, price, quantity: null, label: null, ...wanted }, "line");
}

test("a piece is one, or as many as were typed before it", () => {
  expect(made({})).toMatchObject({ value: { line: { quantity: 1000 } } });
  expect(made({ quantity: thousandths(3000) })).toMatchObject({ value: { line: { quantity: 3000 } } });
});

test("what is sold by weight asks for the scale unless the weight is known", () => {
  expect(made({ product: cheese })).toMatchObject({ value: { kind: "weigh" } });
  expect(made({ product: cheese, quantity: thousandths(500) })).toMatchObject({ value: { line: { quantity: 500 } } });
  const label = { kind: "weight", itemCode: "2041", quantity: thousandths(333) } as const;
  expect(made({ product: cheese, label })).toMatchObject({ value: { line: { quantity: 333, labelAmount: null } } });
});

test("a label with a price costs exactly that, with a quantity that the server works out alike", () => {
  const result = made({ product: cheese, label: { kind: "price", itemCode: "2041", amount: cents(1234) } });
  const line = result.ok && result.value.kind === "line" ? result.value.line : undefined;
  expect(line?.labelAmount).toBe(1234);
  expect(line && lineAddsUp({ ...line, discount: cents(0), saleDiscount: cents(0), total: cents(1234) })).toBe(true);
});

test("without a price nothing is sold, and a price of zero cannot be weighed from an amount", () => {
  expect(made({ price: null })).toMatchObject({ ok: false, code: "SALE_NOT_PRICED" });
  const free = { ...price, amount: cents(0) };
  expect(made({ price: free, label: { kind: "price", itemCode: "1", amount: cents(5) } })).toMatchObject({ ok: false });
});

test("the line keeps which version of the price it was sold at", () => {
  expect(made({})).toMatchObject({ value: { line: { unitPrice: 3990, priceId: "version" } } });
});
