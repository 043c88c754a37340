import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, test } from "playwright/test";
import { openTablet, type Tablet } from "../src/browser.ts";
import { importRealCatalog, scannable } from "../src/catalog.ts";
import { cartLines, comeIn, enrol, installed, openDrawer, scan, sell, syncState, waiting } from "../src/counter.ts";
import { syncedRows } from "../src/local-data.ts";
import type { Network } from "../src/network.ts";
import { type NetworkedProduct, startNetworkedProduct } from "../src/networked-product.ts";
import type { Product } from "../src/product.ts";

let scene: NetworkedProduct;
let network: Network;
let product: Product;
let chain: TestChain;
let tablet: Tablet;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  scene = await startNetworkedProduct({ stores: 2, products: 400 });
  ({ product, network, chain } = scene);
  importRealCatalog(product, ["01", "02"]);
});

test.afterAll(async () => {
  await tablet.discard();
  await scene.stop();
});

/** A code far from the ones before it: the catalogue from end to end. */
function codeOf(codes: readonly string[], sale: number): string {
  return codes[(sale * 997) % codes.length] ?? "";
}

async function returnToCounter(): Promise<void> {
  await tablet.page.goto(network.origin);
  await comeIn(tablet.page, /cashier 1/, testPin);
  await expect(tablet.page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
}

test("fifty sales without a network, a killed browser and a lost database: the server has each once", async () => {
  test.setTimeout(600_000);
  const codes = await scannable(product);
  const receipts: string[] = [];
  const sellUntil = async (count: number) => {
    while (receipts.length < count) receipts.push(await sell(tablet.page, [codeOf(codes, receipts.length)]));
  };

  tablet = await openTablet();
  await enrol(tablet.page, network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(tablet.page, /cashier 1/, testPin);
  await openDrawer(tablet.page, 10_000);
  await expect(syncState(tablet.page)).toContainText("Ao vivo", { timeout: 120_000 });
  await expect.poll(() => waiting(tablet.page)).toBe(0);
  await installed(tablet.page);

  await test.step("the network goes away; sales go on", async () => {
    await network.cut();
    await sellUntil(20);
    await expect(syncState(tablet.page)).toContainText("Sem rede");
    expect(await waiting(tablet.page)).toBe(20);
  });

  await test.step("the browser is killed with a sale in the cart, and starts without a network", async () => {
    await scan(tablet.page, codeOf(codes, 20));
    await expect(cartLines(tablet.page)).toHaveCount(1);
    tablet = await tablet.reopen();
    await returnToCounter();
    await expect(cartLines(tablet.page)).toHaveCount(1);
    receipts.push(await sell(tablet.page, []));
    await sellUntil(35);
    expect(await waiting(tablet.page)).toBe(35);
  });

  await test.step("every database of the browser is lost: outbox and catalogue come back from elsewhere", async () => {
    const countProducts = async () => (await syncedRows(tablet.page, "product")).length;
    const products = await countProducts();
    expect(products).toBeGreaterThanOrEqual(400);
    await tablet.kill();
    tablet.loseDatabases();
    tablet = await tablet.reopen();
    await returnToCounter();
    await expect.poll(() => waiting(tablet.page)).toBe(35);
    // The catalogue comes back, whole, from its chunks beside the database.
    await expect.poll(countProducts, { timeout: 60_000 }).toBe(products);
    await sellUntil(50);
    expect(await waiting(tablet.page)).toBe(50);
  });

  await test.step("the network returns with the page closed: the service worker delivers, or the next start does", async () => {
    await tablet.context.setOffline(true);
    await tablet.page.evaluate(async () => {
      const registration = (await navigator.serviceWorker.ready) as unknown as {
        sync: { register: (tag: string) => Promise<void> };
      };
      await registration.sync.register("balcao-outbox");
    });
    await tablet.context.newPage();
    await tablet.page.close();
    await network.heal();
    await tablet.context.setOffline(false);
    const delivered = () => product.sql<{ n: number }>("SELECT count(*)::int AS n FROM sale").then(([row]) => row?.n);
    const byWorker = await expect
      .poll(delivered, { timeout: 20_000 })
      .toBe(50)
      .then(
        () => true,
        () => false,
      );
    if (!byWorker) {
      tablet = await tablet.reopen();
      await returnToCounter();
      await expect.poll(delivered, { timeout: 20_000 }).toBe(50);
    }
    test.info().annotations.push({ type: "delivered by", description: byWorker ? "service worker" : "next start" });
  });

  await test.step("the server has each sale once, payments equal totals, stock equals the sum of movements", async () => {
    const sales = await product.sql<{ receipt_number: string }>(
      "SELECT receipt_number FROM sale ORDER BY receipt_number",
    );
    expect(sales.map((sale) => sale.receipt_number)).toEqual(receipts.toSorted());
    expect(new Set(receipts).size).toBe(50);
    const [check] = await product.sql(`SELECT
      (SELECT count(*) FROM sale s WHERE total + change <> (SELECT sum(amount) FROM payment WHERE sale_id = s.id))::int AS unpaid,
      (SELECT count(*) FROM sale s WHERE total <> (SELECT sum(total) FROM sale_line WHERE sale_id = s.id))::int AS uneven,
      (SELECT count(*) FROM stock_level l WHERE quantity <> (SELECT sum(quantity) FROM stock_movement m
        WHERE m.store_id = l.store_id AND m.product_id = l.product_id))::int AS drifted,
      (SELECT count(*) FROM stock_movement WHERE cause = 'sale')::int AS moved,
      (SELECT count(*) FROM sale_line)::int AS lines,
      (SELECT count(*) FROM command_receipt WHERE outcome = 'rejected')::int AS rejected`);
    expect(check).toEqual({ unpaid: 0, uneven: 0, drifted: 0, moved: 50, lines: 50, rejected: 0 });
  });
});
