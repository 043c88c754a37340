import "fake-indexeddb/auto";
import { cents, thousandths } from "@balcao/shared/kernel/money";
import type { Dexie } from "dexie";
import { afterEach, expect, test, vi } from "vitest";
import type { CartLine } from "./cart.ts";

vi.stubGlobal("reportError", () => undefined);

/** The store as a page finds it after a reload: nothing in memory, everything that was kept. */
async function open() {
  vi.resetModules();
  const { database } = await import("../../../kernel/sync/local-database.ts");
  const store = await import("./cart-store.ts");
  const local = await import("../local.ts");
  await store.loadCart();
  return { database, ...store, ...local };
}

function line(id: string): CartLine {
  return {
    id,
    productId: id,
    name: `Produto ${id}`,
    unit: "unit",
    quantity: thousandths(1000),
    unitPrice: cents(500),
    priceId: "price",
    labelAmount: null,
    discount: null,
  };
}

afterEach(async () => {
  const { database } = await open();
  await database.table("cart").clear();
});

const add = (id: string) => (cart: { readonly lines: readonly CartLine[] }) => ({ lines: [...cart.lines, line(id)] });

function noRoom(database: Dexie) {
  return vi.spyOn(database.table("cart"), "put").mockRejectedValue(new DOMException("", "QuotaExceededError"));
}

test("every change survives a reload", async () => {
  const before = await open();
  for (const id of ["a", "b", "c"]) before.changeCart((cart) => ({ ...cart, ...add(id)(cart) }));
  await before.cartKept();
  const after = await open();
  expect(after.cartState().cart).toEqual(before.cartState().cart);
});

test("a parked sale survives a reload with its name and operator, and comes back as it was", async () => {
  const first = await open();
  first.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  const { lines } = first.cartState().cart;
  await first.parkCart("Dona Ana", "operator");
  expect(first.cartState().cart.lines).toEqual([]);
  const second = await open();
  const [parked] = await second.listCarts();
  expect(parked).toMatchObject({ status: "parked", name: "Dona Ana", operatorId: "operator" });
  await second.resumeCart(parked?.id ?? "", "other");
  expect(second.cartState().cart).toMatchObject({ status: "open", lines });
});

test("taking up a parked sale parks the open one in its stead: none is lost", async () => {
  const store = await open();
  store.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  await store.parkCart(null, "operator");
  store.changeCart((cart) => ({ ...cart, ...add("b")(cart) }));
  const [parked] = (await store.listCarts()).filter((cart) => cart.status === "parked");
  await store.resumeCart(parked?.id ?? "", "operator");
  await store.cartKept();
  const all = await store.listCarts();
  expect(new Map(all.map((cart) => [cart.status, cart.lines[0]?.id]))).toEqual(
    new Map([
      ["open", "a"],
      ["parked", "b"],
    ]),
  );
});

test("an empty cart leaves nothing behind", async () => {
  const store = await open();
  store.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  store.changeCart((cart) => ({ ...cart, lines: [] }));
  await store.cartKept();
  expect(await store.listCarts()).toEqual([]);
});

test("what cannot be kept is said, and stays on the screen until it can", async () => {
  const store = await open();
  const full = noRoom(store.database);
  store.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  await store.cartKept();
  expect(store.cartState()).toMatchObject({ unkept: true, cart: { lines: [{ id: "a" }] } });
  full.mockRestore();
  store.changeCart((cart) => ({ ...cart, ...add("b")(cart) }));
  await store.cartKept();
  expect(store.cartState().unkept).toBe(false);
  expect(await store.listCarts()).toMatchObject([{ lines: [{ id: "a" }, { id: "b" }] }]);
});

test("what could not be kept is kept as soon as there is room, without another change", async () => {
  const store = await open();
  const full = noRoom(store.database);
  store.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  await store.cartKept();
  expect(await store.listCarts()).toEqual([]);
  full.mockRestore();
  await vi.waitUntil(() => !store.cartState().unkept, { timeout: 10_000 });
  expect(await store.listCarts()).toMatchObject([{ status: "open", lines: [{ id: "a" }] }]);
});

test("a sale that is parked while there is no room is among the parked ones once there is, with all it had", async () => {
  const store = await open();
  store.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  await store.cartKept();
  const full = noRoom(store.database);
  store.changeCart((cart) => ({ ...cart, lines: [...cart.lines, line("b")] }));
  const { id } = store.cartState().cart;
  await store.parkCart("Dona Ana", "operator");
  full.mockRestore();
  store.changeCart((cart) => ({ ...cart, ...add("c")(cart) }));
  await vi.waitUntil(() => !store.cartState().unkept, { timeout: 10_000 });
  const parked = (await store.listCarts()).find((cart) => cart.id === id);
  expect(parked).toMatchObject({ status: "parked", name: "Dona Ana", lines: [{ id: "a" }, { id: "b" }] });
});

test("a sale that is taken up again while there is no room has all it had", async () => {
  const store = await open();
  store.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  await store.cartKept();
  const full = noRoom(store.database);
  store.changeCart((cart) => ({ ...cart, lines: [...cart.lines, line("b")] }));
  const { id } = store.cartState().cart;
  await store.parkCart(null, "operator");
  await store.resumeCart(id, "operator");
  expect(store.cartState().cart).toMatchObject({ id, status: "open", lines: [{ id: "a" }, { id: "b" }] });
  full.mockRestore();
  await vi.waitUntil(() => !store.cartState().unkept, { timeout: 10_000 });
});

test("what was scanned before the open cart was found is not lost, nor is that cart", async () => {
  const before = await open();
  before.changeCart((cart) => ({ ...cart, ...add("a")(cart) }));
  await before.cartKept();
  vi.resetModules();
  const store = await import("./cart-store.ts");
  const { listCarts } = await import("../local.ts");
  const loading = store.loadCart();
  store.changeCart((cart) => ({ ...cart, ...add("b")(cart) }));
  await loading;
  await store.cartKept();
  expect(store.cartState().cart.lines.map(({ id }) => id)).toEqual(["b"]);
  expect((await listCarts()).flatMap((cart) => cart.lines.map(({ id }) => id)).toSorted()).toEqual(["a", "b"]);
});
