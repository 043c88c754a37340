import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, test } from "playwright/test";
import { openTablet, type Tablet } from "../src/browser.ts";
import { seededCodes } from "../src/catalog.ts";
import { comeIn, enrol, openDrawer, sell, signIn, syncState, waiting } from "../src/counter.ts";
import { type Network, startNetwork } from "../src/network.ts";
import { freePort } from "../src/ports.ts";
import { type Product, startProduct } from "../src/product.ts";

let network: Network;
let product: Product;
let chain: TestChain;
let tablet: Tablet;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await freePort();
  product = await startProduct({ publicPort: port });
  network = await startNetwork(port, () => product.port);
  chain = await seedTestChain(product.databaseUrl, { stores: 1, products: 60, devicesPerStore: 0 });
  tablet = await openTablet();
});

test.afterAll(async () => {
  await tablet.discard();
  await network.close();
  await product.stop();
});

test("a tablet that has lost its session sells on, and sends everything once it is enrolled again", async () => {
  test.setTimeout(180_000);
  const codes = await seededCodes(product);
  const { page } = tablet;
  const receipts: string[] = [];
  const sellOne = async () => receipts.push(await sell(page, [codes[receipts.length] ?? ""]));
  const soldOnServer = () =>
    product
      .sql<{ receipt_number: string }>("SELECT receipt_number FROM sale ORDER BY receipt_number")
      .then((rows) => rows.map((row) => row.receipt_number));

  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page, /cashier 1/, testPin);
  await openDrawer(page, 10_000);
  await sellOne();
  await expect.poll(soldOnServer).toEqual(receipts);

  await test.step("the session is lost while there is no network", async () => {
    await network.cut();
    await sellOne();
    await sellOne();
    await tablet.context.clearCookies();
    await network.heal();
    await expect(syncState(page)).toContainText("Não cadastrado", { timeout: 60_000 });
    await sellOne();
    await expect(syncState(page)).toContainText("Não cadastrado");
    expect(await waiting(page)).toBe(3);
    expect(await soldOnServer()).toEqual(receipts.slice(0, 1));
  });

  await test.step("it stays the tablet it was, and goes on with its queue and its numbers", async () => {
    await signIn(page, network.origin, chain.people.administrator);
    await page.goto(`${network.origin}/enrol`);
    await expect(page.getByText(/Ele continua sendo o mesmo/)).toBeVisible();
    await page.getByRole("button", { name: "Cadastrar tablet" }).click();
    await comeIn(page, /cashier 1/, testPin);
    await expect(syncState(page)).toContainText("Ao vivo", { timeout: 60_000 });
    await sellOne();
    await expect.poll(soldOnServer, { timeout: 60_000 }).toEqual(receipts);
    await expect.poll(() => waiting(page)).toBe(0);
    expect(await product.sql("SELECT id FROM device")).toHaveLength(1);
    expect(await product.sql("SELECT kind FROM chain_fault")).toEqual([]);
  });
});
