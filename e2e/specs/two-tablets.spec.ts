import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { type Browser, type BrowserContext, expect, type Page, test } from "playwright/test";
import { comeIn, enrol, openDrawer, sell, syncState, waiting } from "../src/counter.ts";
import { everythingHeld, localRows, syncedRows } from "../src/local-data.ts";
import type { Network } from "../src/network.ts";
import { type NetworkedProduct, startNetworkedProduct } from "../src/networked-product.ts";
import type { Product } from "../src/product.ts";

const canary = "CANARIO7D1F";

let scene: NetworkedProduct;
let network: Network;
let product: Product;
let chain: TestChain;
let seller: Page;
let watcher: Page;
let elsewhere: Page;
let stranger: Page;
const contexts: BrowserContext[] = [];
/** What reached the tablets that must not know: every answer and every frame. */
const overheard: string[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  scene = await startNetworkedProduct({ stores: 2, devicesPerStore: 0, products: 60 });
  ({ product, network, chain } = scene);
  const other = await seedTestChain(product.databaseUrl, { chain: 2, devicesPerStore: 0, products: 20 });
  // Rows that only the first store of the first chain may ever see.
  await product.sql("UPDATE operator SET name = name || $2 WHERE $1 = ANY(store_ids)", [chain.stores[0]?.id, canary]);
  seller = await newTablet(browser, chain, "01", "Caixa 1", false);
  watcher = await newTablet(browser, chain, "01", "Caixa 2", false);
  elsewhere = await newTablet(browser, chain, "02", "Caixa 1", true);
  stranger = await newTablet(browser, other, "01", "Caixa 1", true);
  await openDrawer(seller, 5000);
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await scene.stop();
});

async function newTablet(
  browser: Browser,
  of: TestChain,
  store: string,
  name: string,
  listens: boolean,
): Promise<Page> {
  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 } });
  contexts.push(context);
  const page = await context.newPage();
  if (listens) {
    page.on(
      "response",
      (response) =>
        void response.text().then(
          (text) => overheard.push(response.url(), text),
          () => undefined,
        ),
    );
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => overheard.push(String(payload))));
  }
  await enrol(page, network.origin, of.people.administrator, new RegExp(`Store ${store}`), name);
  await comeIn(page, /cashier/, testPin);
  await expect(syncState(page)).toContainText("Ao vivo", { timeout: 30_000 });
  return page;
}

const productId = () => chain.productIds[0] ?? "";

async function codeOfProduct(): Promise<string> {
  const [row] = await product.sql<{ code: string }>("SELECT code FROM barcode WHERE product_id = $1", [productId()]);
  return row?.code ?? "";
}

/** Sells one and waits until the watcher's screen shows the level that the server has. Returns how long that took after the tap, in milliseconds. */
async function sellAndSee(): Promise<number> {
  const before = await shownLevel();
  await sell(seller, [await codeOfProduct()]);
  const finished = Date.now();
  await expect.poll(shownLevel).toBe(before - 1);
  return Date.now() - finished;
}

async function shownLevel(): Promise<number> {
  const text = await watcher.getByRole("status").filter({ hasText: "Em estoque" }).innerText();
  return Number(/(-?[\d.]+) un/.exec(text)?.[1]?.replaceAll(".", "") ?? Number.NaN);
}

test("each sale of one tablet changes the level on the other's screen, over the socket", async () => {
  await watcher.goto(`${network.origin}/counter/stock?product=${productId()}`);
  await comeIn(watcher, /cashier/, testPin);
  const times: number[] = [];
  for (let n = 0; n < 5; n += 1) times.push(await sellAndSee());
  test.info().annotations.push({ type: "seen after the end of the sale, ms", description: times.join(", ") });
});

test("with its socket cut and blocked a tablet polls, misses nothing, and is live again afterwards", async () => {
  const statuses: number[] = [];
  const note = (response: { url: () => string; status: () => number }) => {
    if (response.url().includes("/api/sync/pull")) statuses.push(response.status());
  };
  watcher.on("response", note);
  network.blockSockets();
  await expect(syncState(watcher)).toContainText("Consultando");
  await sellAndSee();
  await sellAndSee();
  // Left alone, it asks again and is told that nothing changed.
  await expect.poll(() => statuses.filter((status) => status === 304).length, { timeout: 30_000 }).toBeGreaterThan(0);
  network.allowSockets();
  await expect(syncState(watcher)).toContainText("Ao vivo", { timeout: 40_000 });
  await expect(syncState(seller)).toContainText("Ao vivo", { timeout: 40_000 });
  const pulls = statuses.length;
  await sellAndSee();
  // What comes over the socket is not asked for again.
  expect(statuses.length).toBeLessThanOrEqual(pulls + 1);
  watcher.off("response", note);
});

test("both tablets hold exactly the server's levels and sales, none missing and none twice", async () => {
  const sales = await product.sql<{ id: string }>("SELECT id FROM sale ORDER BY id");
  const levels = await product.sql<{ id: string; quantity: string }>(
    "SELECT product_id AS id, quantity FROM stock_level WHERE store_id = $1 ORDER BY product_id",
    [chain.stores[0]?.id],
  );
  for (const page of [seller, watcher]) {
    await expect
      .poll(async () => (await localRows<{ id: string }>(page, "sale")).map(({ id }) => id))
      .toEqual(sales.map(({ id }) => id));
    const held = await syncedRows<{ id: string; quantity: number }>(page, "stock_level");
    expect(held.map(({ id, quantity }) => [id, quantity])).toEqual(
      levels.map(({ id, quantity }) => [id, Number(quantity)]),
    );
    expect(await localRows(page, "pending")).toEqual([]);
  }
});

test("tablets of another store and another chain hold and hear nothing of it", async () => {
  expect(overheard.length).toBeGreaterThan(20);
  const sales = await product.sql<{ id: string }>("SELECT id FROM sale");
  const secrets = [canary, ...sales.map(({ id }) => id), chain.stores[0]?.id ?? canary];
  for (const page of [elsewhere, stranger]) {
    const held = await everythingHeld(page);
    expect(held.length).toBeGreaterThan(1000);
    for (const secret of secrets) expect(held).not.toContain(secret);
  }
  // Signing in, an administrator is offered the chain's stores: from there on, nothing.
  const heard = overheard
    .filter((text) => !text.includes("stores.listStores") && !text.includes('"kind":"shop"'))
    .join("\n");
  for (const secret of secrets) expect(heard).not.toContain(secret);
});

test("a revoked tablet loses its socket, is told so, keeps selling and keeps its queue", async () => {
  const [count] = await product.sql<{ n: number }>("SELECT count(*)::int AS n FROM sale");
  await product.sql("UPDATE device SET revoked_at = now() WHERE store_id = $1 AND name = 'Caixa 1'", [
    chain.stores[0]?.id,
  ]);
  await expect(syncState(seller)).toContainText("Revogado");
  await sell(seller, [await codeOfProduct()]);
  await expect.poll(() => waiting(seller)).toBe(1);
  await seller.waitForTimeout(2000);
  expect(await waiting(seller)).toBe(1);
  expect(await product.sql("SELECT count(*)::int AS n FROM sale")).toEqual([count]);
});
