import "fake-indexeddb/auto";
import type { CommandDraft } from "@balcao/sync/client/submit";
import { cents, thousandths } from "@balcao/shared/kernel/money";
import type { SaleRow } from "@balcao/shared/sales/rows";
import { dexieStore } from "@balcao/sync/client/adapters/dexie-store";
import { packedStore } from "@balcao/sync/client/packed/store";
import type { JournalEntry, Ports } from "@balcao/sync/client/ports";
import { submit } from "@balcao/sync/client/submit";
import { beforeEach, expect, test, vi } from "vitest";
import { database, engineData, synced } from "../../kernel/sync/local-database.ts";
import { engineSchema } from "../../kernel/sync/schema.ts";
import type { Cart } from "./cart/cart.ts";
import { cartKept, cartState, changeCart, loadCart } from "./cart/cart-store.ts";
import { openCashSession } from "../cash-sessions/commands.ts";
import { recordSale } from "./commands.ts";
import { readSale } from "./local.ts";

vi.stubGlobal("reportError", () => undefined);

const journal: JournalEntry[] = [];
const world = { journalFails: false, beforeJournal: async () => undefined as void, ids: 0 };

// The tablet's own engine on a real local database; only the journal's file and the network are not there.
vi.mock("../../kernel/sync/runtime.ts", () => ({
  submitCommand: (draft: CommandDraft) => submit(ports as Ports, engineSchema, draft),
}));

const ports = {
  store: packedStore(dexieStore(database), engineSchema, () => String(++world.ids)),
  clock: { now: () => Date.parse("2026-03-21T14:05:00Z") },
  newId: () => `command-${++world.ids}`,
  journal: {
    append: async (entry: JournalEntry) => {
      await world.beforeJournal();
      if (world.journalFails) throw new DOMException("", "QuotaExceededError");
      journal.push(entry);
    },
  },
};

const identity = {
  deviceId: "device",
  deviceCode: "02",
  organizationId: "organization",
  organizationName: "Rede",
  storeId: "store",
  storeCode: "0204",
};

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
  await engineData.meta.put({ key: "identity", value: identity });
  await database
    .table("stock_level")
    .put({ id: "rice", quantity: thousandths(5000), updatedAt: "2026-03-21T00:00:00Z" });
  journal.length = 0;
  world.journalFails = false;
  world.beforeJournal = async () => undefined;
  await loadCart();
  changeCart(paid);
});

/** Two of something, paid in cash with change. */
function paid(cart: Cart): Cart {
  return {
    ...cart,
    lines: [
      {
        id: "line",
        productId: "rice",
        name: "Arroz",
        unit: "unit",
        quantity: thousandths(2000),
        unitPrice: cents(599),
        priceId: "price",
        labelAmount: null,
        discount: null,
      },
    ],
    payments: [{ id: "payment", kind: "cash", amount: cents(2000), reference: null }],
  };
}

const finish = () => recordSale({ cart: cartState().cart, operatorId: "operator", cashSessionId: "session" });
/** Sells the cart of this test again, and says what its receipt is called. */
const sellAnother = async () => {
  changeCart(paid);
  const { saleId } = await finish();
  return (await synced.sale.get(saleId))?.receiptNumber;
};
const stock = async () => (await database.table("stock_level").get("rice"))?.quantity;

test("cart and sale change places in one step: the sale is there, the stock has moved, the cart is gone", async () => {
  const { saleId, copied } = await finish();
  expect(copied).toBe(true);
  expect(await synced.sale.get(saleId)).toMatchObject({ total: 1198, change: 802, operatorId: "operator" });
  expect(await stock()).toBe(3000);
  expect(await database.table("cart").count()).toBe(0);
  expect(cartState().cart.lines).toEqual([]);
  expect(await engineData.outbox.toArray()).toMatchObject([{ command: { name: "sales.record", sequence: 1 } }]);
  expect(journal).toHaveLength(1);
});

test("finishing twice at once, or again, is one sale", async () => {
  const { cart } = cartState();
  const [first, second] = await Promise.all([finish(), finish()]);
  expect(second).toEqual(first);
  await recordSale({ cart, operatorId: "operator", cashSessionId: "session" });
  expect(await synced.sale.count()).toBe(1);
  expect(await engineData.outbox.count()).toBe(1);
  expect(await stock()).toBe(3000);
});

test("a sale that cannot be stored leaves the cart with all it had, and can be finished later", async () => {
  const full = vi
    .spyOn(database.Table.prototype, "bulkPut")
    .mockRejectedValue(new DOMException("", "QuotaExceededError"));
  await expect(finish()).rejects.toThrow();
  full.mockRestore();
  expect(await synced.sale.count()).toBe(0);
  expect(await stock()).toBe(5000);
  expect(cartState().cart).toMatchObject({ lines: [{ id: "line" }], payments: [{ id: "payment" }] });
  expect(await database.table("cart").count()).toBe(1);
  await finish();
  expect(await synced.sale.count()).toBe(1);
});

test("a change of the cart that could not be kept does not bring it back behind its sale", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const full = vi.spyOn(database.table("cart"), "put").mockRejectedValue(new DOMException("", "QuotaExceededError"));
  changeCart((cart) => ({ ...cart }));
  await cartKept();
  expect(cartState().unkept).toBe(true);
  full.mockRestore();
  let left = -1;
  world.beforeJournal = async () => {
    vi.runAllTimers();
    await cartKept();
    left = await database.table("cart").count();
  };
  await finish();
  vi.useRealTimers();
  expect(left).toBe(0);
  expect(cartState().unkept).toBe(false);
});

test("without room for the second copy it is a sale all the same, and says so", async () => {
  world.journalFails = true;
  const { saleId, copied } = await finish();
  expect(copied).toBe(false);
  expect(await synced.sale.get(saleId)).toBeDefined();
  expect(cartState().cart.lines).toEqual([]);
});

test("a tablet that is not enrolled records nothing and keeps the cart", async () => {
  await engineData.meta.delete("identity");
  await expect(finish()).rejects.toThrow();
  expect(cartState().cart.lines).toHaveLength(1);
});

test("receipts are numbered from one, without a gap for whatever else is done at the counter", async () => {
  await openCashSession("operator", cents(10_000));
  expect(await sellAnother()).toBe("0204-02-000001");
  await openCashSession("other", cents(0));
  expect(await sellAnother()).toBe("0204-02-000002");
});

test("pages that sell at the same time give each receipt a number of its own", async () => {
  const { cart } = cartState();
  const carts = ["a", "b", "c"].map((id) => ({ ...cart, id }));
  const sales = carts.map((one) => recordSale({ cart: one, operatorId: "operator", cashSessionId: "session" }));
  const receipts = (await Promise.all(sales)).map(async ({ saleId }) => (await synced.sale.get(saleId))?.receiptNumber);
  expect(new Set(await Promise.all(receipts)).size).toBe(3);
});

test("a tablet that does not know its last receipt gives none twice", async () => {
  await openCashSession("operator", cents(0));
  const before = [await sellAnother(), await sellAnother()];
  // As after the loss of the database: the server's and the journal's word is how many commands there were.
  await Promise.all([database.table("setting").clear(), engineData.outbox.clear()]);
  const after = [await sellAnother(), await sellAnother()];
  expect([...before, ...after]).toEqual(["000001", "000002", "000004", "000005"].map((n) => `0204-02-${n}`));
});

test("a sale that an earlier app left on the tablet has a receipt without a network too: nothing was taken off it", async () => {
  const { saleId } = await finish();
  const row = await synced.sale.get(saleId);
  const { approval: _approval, ...before } = row as SaleRow;
  const lines = before.lines.map(({ discount: _discount, saleDiscount: _saleDiscount, ...line }) => line);
  await database.table("sale").put({ ...before, lines });
  expect(await readSale(saleId)).toEqual(row);
});
