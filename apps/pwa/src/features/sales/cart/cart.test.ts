import { type Cents, cents, priceOf, sumCents, thousandths } from "@balcao/shared/kernel/money";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addLine,
  type Cart,
  type CartLine,
  countPieces,
  emptyCart,
  needsApproval,
  priceCart,
  removeLine,
  restoreLine,
  setDiscount,
  setPrice,
  setQuantity,
  takenOff,
} from "./cart.ts";

const start = emptyCart("cart", "2026-01-01T00:00:00Z");

function line(id: string, facts: Partial<CartLine> = {}): CartLine {
  return {
    id,
    productId: "product",
    name: "Arroz",
    unit: "unit",
    quantity: thousandths(1000),
    unitPrice: cents(599),
    priceId: "price",
    labelAmount: null,
    discount: null,
    ...facts,
  };
}

function add(cart: Cart, ...lines: readonly CartLine[]): Cart {
  return lines.reduce((before, one) => {
    const result = addLine(before, one);
    if (!result.ok) throw new Error(result.code);
    return result.value.cart;
  }, cart);
}

test("the same piece again is one more of it, on one line", () => {
  const cart = add(start, ...Array.from({ length: 20 }, (_, n) => line(`line${n}`)));
  expect(cart.lines).toHaveLength(1);
  expect(countPieces(cart)).toBe(20);
});

test("another price, or what was weighed or labelled, is a line of its own", () => {
  const cart = add(
    start,
    line("a"),
    line("b", { unitPrice: cents(499), priceId: "other" }),
    line("c", { unit: "kg", quantity: thousandths(1250) }),
    line("d", { unit: "kg", quantity: thousandths(1250) }),
    line("e", { labelAmount: cents(1234) }),
    line("f", { labelAmount: cents(1234) }),
  );
  expect(cart.lines.map(({ id }) => id)).toEqual(["a", "b", "c", "d", "e", "f"]);
});

test("nothing, less than nothing, half a piece and too much are refused", () => {
  for (const quantity of [0, -1000, 500, 100_001_000]) {
    expect(addLine(start, line("a", { quantity: thousandths(quantity) }))).toMatchObject({
      ok: false,
      code: "LINE_OUT_OF_LIMITS",
    });
    expect(setQuantity(add(start, line("a")), "a", thousandths(quantity))).toMatchObject({
      ok: false,
      code: "LINE_OUT_OF_LIMITS",
    });
  }
  expect(addLine(start, line("a", { unit: "kg", quantity: thousandths(500) })).ok).toBe(true);
});

test("a line taken out and put back is where it was", () => {
  const cart = add(start, line("a", { productId: "1" }), line("b", { productId: "2" }), line("c", { productId: "3" }));
  const [, second] = cart.lines;
  expect(restoreLine(removeLine(cart, "b"), second ?? line("b"), 1)).toEqual(cart);
});

test("a label's amount is the total until somebody changes the quantity", () => {
  const cart = add(
    start,
    line("a", { unit: "kg", quantity: thousandths(333), unitPrice: cents(3990), labelAmount: cents(1330) }),
  );
  expect(priceCart(cart).total).toBe(1330);
  const changed = setQuantity(cart, "a", thousandths(1000));
  expect(changed.ok && priceCart(changed.value).total).toBe(3990);
});

test("a price stays until a person takes the new one", () => {
  const cart = setPrice(add(start, line("a")), "a", { amount: cents(649), priceId: "newer" });
  expect(cart.lines[0]).toMatchObject({ unitPrice: 649, priceId: "newer" });
});

test("the total is the sum of the lines, whatever order they came in", () => {
  const prices = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 99 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(prices, (all) => {
      const lines = all.map(([price, pieces], n) =>
        line(`l${n}`, {
          productId: `p${n % 5}`,
          unitPrice: cents(price),
          priceId: `v${price}`,
          quantity: thousandths(pieces * 1000),
        }),
      );
      const expected: Cents[] = lines.map(({ unitPrice, quantity }) => priceOf(unitPrice, quantity));
      expect(priceCart(add(start, ...lines)).total).toBe(sumCents(expected));
      expect(priceCart(add(start, ...lines.toReversed())).total).toBe(sumCents(expected));
    }),
  );
});

const percent = (basisPoints: number) => ({ kind: "percent" as const, basisPoints });
const at = "2026-01-01T10:00:00.000Z";

test("a piece that is scanned again does not get the discount that was given on another", () => {
  const cart = setDiscount(add(start, line("a")), "a", percent(1000));
  const more = add(cart, line("b"));
  expect(more.lines.map(({ discount }) => discount)).toEqual([percent(1000), null]);
  expect(priceCart(more).total).toBe(539 + 599);
});

test("a discount beyond the operator's limit needs somebody whose limit it is not, for a while", () => {
  const cart = setDiscount(add(start, line("a")), null, percent(600));
  const within = setDiscount(cart, null, percent(500));
  expect([needsApproval(within, "cashier", at), needsApproval(cart, "cashier", at)]).toEqual([false, true]);
  expect(needsApproval(cart, "store-manager", at)).toBe(false);
  const approvedBy = (role: "cashier" | "store-manager", when: string) => ({
    ...cart,
    approval: { approverId: "manager", role, reason: "Avaria", at: when, upTo: 601, off: takenOff(cart) },
  });
  expect(needsApproval(approvedBy("store-manager", at), "cashier", at)).toBe(false);
  expect(needsApproval(approvedBy("cashier", at), "cashier", at)).toBe(true);
  // What was allowed was so much, and not more.
  expect(needsApproval(setDiscount(approvedBy("store-manager", at), null, percent(700)), "cashier", at)).toBe(true);
  expect(needsApproval(approvedBy("store-manager", "2026-01-01T09:44:59.999Z"), "cashier", at)).toBe(true);
});

test("an approval allows what was taken off when it was given, and not a cent more", () => {
  const by = { approverId: "manager", role: "store-manager", reason: "Avaria", at, upTo: 10_000 } as const;
  const asked = setDiscount(add(start, line("a"), line("b", { productId: "other" })), "a", percent(1000));
  const cart = { ...asked, approval: { ...by, off: takenOff(asked) } };
  expect(needsApproval(cart, "cashier", at)).toBe(false);
  expect(needsApproval(removeLine(cart, "b"), "cashier", at)).toBe(false);
  expect(needsApproval(setDiscount(cart, "a", percent(1100)), "cashier", at)).toBe(true);
  expect(needsApproval(setDiscount(cart, null, percent(10_000)), "cashier", at)).toBe(true);
  const more = setQuantity(cart, "a", thousandths(50_000));
  expect(more.ok && needsApproval(more.value, "cashier", at)).toBe(true);
});

test("what was taken off a sale whose lines are all gone is not taken off the next", () => {
  const by = { approverId: "manager", role: "store-manager", reason: "Avaria", at, upTo: 10_000 } as const;
  const cart = setDiscount(add(start, line("a")), null, percent(5000));
  const left = removeLine({ ...cart, approval: { ...by, off: takenOff(cart) } }, "a");
  expect(add(left, line("b"))).toMatchObject({ discount: null, approval: null });
  // Taken out by mistake, it comes back as it was.
  expect(priceCart(restoreLine(left, line("a"), 0))).toEqual(priceCart(cart));
});
