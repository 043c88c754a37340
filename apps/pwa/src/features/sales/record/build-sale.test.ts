import { cents, thousandths } from "@balcao/shared/kernel/money";
import { recordSaleArguments } from "@balcao/shared/sales/contract";
import { lineAddsUp } from "@balcao/shared/sales/price-sale";
import { settlePayments } from "@balcao/shared/sales/settle-payments";
import { syncedTables } from "@balcao/shared/sync/tables";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cart, type CartLine, emptyCart, priceCart } from "../cart/cart.ts";
import { buildSale, isPaid } from "./build-sale.ts";

const uuid = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const made = {
  id: uuid(1),
  sequence: 7,
  deviceTime: "2026-03-21T14:05:00.000Z",
  identity: {
    deviceId: uuid(2),
    deviceCode: "02",
    organizationId: uuid(3),
    organizationName: "Rede",
    storeId: uuid(4),
    storeCode: "0204",
  },
};

const discount = fc.option(fc.record({ kind: fc.constant("percent" as const), basisPoints: fc.nat({ max: 10_000 }) }));

const lineOf = fc
  .record({
    product: fc.integer({ min: 1, max: 6 }),
    unitPrice: fc.integer({ min: 1, max: 50_000 }),
    quantity: fc.integer({ min: 1, max: 20_000 }),
    discount,
  })
  .map(({ product, unitPrice, quantity, discount: off }) => ({
    productId: uuid(100 + product),
    name: `Produto ${product}`,
    unit: "kg" as const,
    quantity: thousandths(quantity),
    unitPrice: cents(unitPrice),
    priceId: uuid(200),
    labelAmount: null,
    discount: off,
  }));

const oneLine = {
  productId: uuid(101),
  name: "Produto 1",
  unit: "unit" as const,
  quantity: thousandths(1000),
  unitPrice: cents(1000),
  priceId: uuid(200),
  labelAmount: null,
  discount: null,
};

const paidCart = fc
  .tuple(fc.array(lineOf, { minLength: 1, maxLength: 10 }), fc.integer({ min: 0, max: 5000 }), discount)
  .map(([lines, more, off]): Cart => {
    const cart = {
      ...emptyCart(uuid(5), made.deviceTime),
      discount: off,
      lines: lines.map((line, n): CartLine => ({ ...line, id: uuid(300 + n) })),
    };
    const tendered = cents(priceCart(cart).total + more);
    const payments = tendered === 0 ? [] : [{ id: uuid(6), kind: "cash" as const, amount: tendered, reference: null }];
    return { ...cart, payments };
  });

const sell = (cart: Cart) => buildSale({ cart, operatorId: uuid(8), cashSessionId: uuid(9) }, made, 7);

test("every sale has the form the server takes and adds up by the server's rules", () => {
  fc.assert(
    fc.property(paidCart, (cart) => {
      const { args } = sell(cart);
      const read = recordSaleArguments.parse(args);
      expect(read.lines.every(lineAddsUp)).toBe(true);
      expect(read.lines.reduce((sum, line) => sum + line.total, 0)).toBe(read.total);
      expect(settlePayments(read.total, read.payments)).toMatchObject({ complete: true, change: read.change });
    }),
  );
});

test("what is sold leaves the stock, once per product", () => {
  fc.assert(
    fc.property(paidCart, (cart) => {
      const ops = sell(cart).effect.filter((op) => op.table === "stock_level");
      expect(new Set(ops.map((op) => op.row)).size).toBe(ops.length);
      const left = ops.reduce((sum, op) => sum + (op.do === "add" ? op.by : 0), 0);
      expect(left).toBe(-cart.lines.reduce((sum, line) => sum + line.quantity, 0));
    }),
  );
});

test("the row on the tablet has the columns of the server's", () => {
  fc.assert(
    fc.property(paidCart, (cart) => {
      const [put] = sell(cart).effect;
      expect(put?.do === "put" && Object.keys(put.value).toSorted()).toEqual([...syncedTables.sale.columns].toSorted());
    }),
  );
});

test("a cart is one sale: its id is the sale's, whoever finishes it and when", () => {
  fc.assert(
    fc.property(paidCart, (cart) => {
      expect(sell(cart).args.saleId).toBe(cart.id);
      expect(
        buildSale({ cart, operatorId: uuid(88), cashSessionId: uuid(9) }, { ...made, sequence: 8 }, 8).args.saleId,
      ).toBe(cart.id);
    }),
  );
});

test("an unpaid cart, or one that card or Pix overpay, is no sale", () => {
  const line: CartLine = {
    id: uuid(300),
    productId: uuid(101),
    name: "Produto",
    unit: "unit",
    quantity: thousandths(1000),
    unitPrice: cents(1000),
    priceId: uuid(200),
    labelAmount: null,
    discount: null,
  };
  const cart = { ...emptyCart(uuid(5), made.deviceTime), lines: [line] };
  const payment = { id: uuid(6), kind: "card" as const, amount: cents(1500), reference: null };
  expect(isPaid(cart)).toBe(false);
  expect(isPaid({ ...cart, payments: [payment] })).toBe(false);
  expect(() => sell(cart)).toThrow("not paid");
});

test("an approval goes with the sale whose discount it allowed, and with no other", () => {
  const kept = { approverId: uuid(7), reason: "Avaria", at: made.deviceTime, upTo: 2000 };
  const approval = { ...kept, role: "store-manager" as const, off: cents(100) };
  const line = { ...oneLine, id: uuid(300) };
  const cart = { ...emptyCart(uuid(5), made.deviceTime), lines: [line], approval };
  const paid = (one: Cart) => ({
    ...one,
    payments: [{ id: uuid(6), kind: "cash" as const, amount: priceCart(one).total, reference: null }],
  });
  const discounted = { ...cart, discount: { kind: "percent" as const, basisPoints: 2000 } };
  expect(sell(paid(discounted)).args.approval).toEqual(kept);
  expect(sell(paid(cart)).args.approval).toBeNull();
});
