import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, test } from "playwright/test";
import { copyApp } from "../src/app-copy.ts";
import { letIn, lookForUpdate, storing } from "../src/app-update.ts";
import { openTablet, type Tablet } from "../src/browser.ts";
import { seededCodes } from "../src/catalog.ts";
import { cartLines, comeIn, enrol, installed, openDrawer, scan, sell, waiting } from "../src/counter.ts";
import { holdTable } from "../src/local-data.ts";
import { type Network, startNetwork } from "../src/network.ts";
import { freePort } from "../src/ports.ts";
import { type Product, startProduct } from "../src/product.ts";
import { serviceWorkerTools } from "../src/service-worker.ts";

// A new version comes in while something else is going on: a push of the old service worker, a sale.

const app = copyApp();
let network: Network;
let product: Product;
let chain: TestChain;
let tablet: Tablet;
let codes: string[];
const receipts: string[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  app.waitLonger();
  const port = await freePort();
  product = await startProduct({ publicPort: port, environment: { PWA_FOLDER: app.folder } });
  network = await startNetwork(port, () => product.port);
  chain = await seedTestChain(product.databaseUrl, { stores: 1, products: 60, devicesPerStore: 0 });
  codes = await seededCodes(product);
  tablet = await openTablet();
});

test.afterAll(async () => {
  await tablet.discard();
  await network.close();
  await product.stop();
  app.remove();
});

async function sellOne(): Promise<void> {
  receipts.push(await sell(tablet.page, [codes[receipts.length] ?? ""]));
}

async function release(): Promise<void> {
  app.releaseUpgrade();
  await product.restart("SIGTERM");
}

test("a push of the old service worker that nobody answers does not hold up the new version, nor its pushes", async () => {
  test.setTimeout(180_000);
  const { page } = tablet;
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page, /cashier 1/, testPin);
  await openDrawer(page, 10_000);
  await expect.poll(() => waiting(page)).toBe(0);
  await installed(page);
  await network.cut();
  await sellOne();
  const worker = await serviceWorkerTools(page, network.origin);
  await page.goto("about:blank");
  await release();
  await network.heal();
  network.mutePushes();
  const { pushes } = network;
  const before = pushes.begun;
  await worker.dispatchSync();
  await expect.poll(() => pushes.begun).toBe(before + 1);
  await worker.detach();

  await page.goto(network.origin);
  await comeIn(page, /cashier 1/, testPin);
  await lookForUpdate(page);
  await letIn(page, 1);
  await comeIn(page, /cashier 1/, testPin);
  await sellOne();
  await expect.poll(() => pushes.begun).toBeGreaterThan(before + 1);
  expect(await waiting(page)).toBe(2);
  await network.heal();
  const sold = () =>
    product
      .sql<{ receipt_number: string }>("SELECT receipt_number FROM sale ORDER BY receipt_number")
      .then((rows) => rows.map((row) => row.receipt_number));
  await expect.poll(sold, { timeout: 60_000 }).toEqual(receipts);
  await expect.poll(() => waiting(page)).toBe(0);
});

test("a sale that is begun while the new version comes in is open after it", async () => {
  const { page } = tablet;
  await release();
  await lookForUpdate(page);
  expect(await storing(page)).toBe("installed");
  const letGo = await holdTable(page, "cart");
  await scan(page, codes[0] ?? "");
  await expect(cartLines(page)).toHaveCount(1);
  // As if the button had been tapped right before the code was scanned.
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const change = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
    );
    registration?.waiting?.postMessage({ type: "SKIP_WAITING" });
    await change;
  });
  const reloaded = page.waitForEvent("load");
  await letGo();
  await reloaded;
  await comeIn(page, /cashier 1/, testPin);
  await expect(cartLines(page)).toHaveCount(1);
});
