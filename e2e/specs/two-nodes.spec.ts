import { randomBytes } from "node:crypto";
import { seedTestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, type Page, test } from "playwright/test";
import { openTablet, type Tablet } from "../src/browser.ts";
import { seededCodes } from "../src/catalog.ts";
import { comeIn, enrol, openDrawer, sell, syncState, waiting } from "../src/counter.ts";
import { nginx, type Proxy, startNginx } from "../src/nginx.ts";
import { freePort } from "../src/ports.ts";
import { type Node, type Product, startNode, startProduct } from "../src/product.ts";

// Two API nodes over one database behind nginx with the configuration that is shipped.

test.skip(nginx === null, "nginx is not installed on this machine.");
test.use({ locale: "pt-BR" });
test.describe.configure({ mode: "serial" });

let product: Product;
let node: Node;
let proxy: Proxy;
let origin: string;
let codes: string[];
const tablets: Tablet[] = [];
const receipts: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const publicPort = await freePort();
  const key = () => randomBytes(32).toString("base64url");
  origin = `http://localhost:${publicPort}`;
  const environment = { TRUST_PROXY: "1", PUBLIC_ORIGIN: origin, AUTH_SECRET: key(), FIELD_KEY: key() };
  product = await startProduct({ publicPort, environment });
  node = await startNode(product, environment);
  proxy = await startNginx(nginx ?? "", publicPort, [product.port, node.port]);
  const chain = await seedTestChain(product.databaseUrl, { devicesPerStore: 0, products: 60 });
  codes = await seededCodes(product);
  for (const name of ["Caixa 1", "Caixa 2"]) {
    const tablet = await openTablet();
    tablets.push(tablet);
    await enrol(tablet.page, origin, chain.people.administrator, /Store 01/, name);
    await comeIn(tablet.page, /cashier 1/, testPin);
    await openDrawer(tablet.page, 10_000);
    await live(tablet.page);
  }
});

test.afterAll(async () => {
  for (const tablet of tablets) await tablet.discard();
  await proxy.stop();
  await node.stop();
  await product.stop();
});

const live = (page: Page) => expect(syncState(page)).toContainText("Ao vivo", { timeout: 60_000 });

async function sellOnBoth(): Promise<void> {
  for (const { page } of tablets) receipts.push(await sell(page, [codes[receipts.length % codes.length] ?? ""]));
}

async function expectEachOnce(): Promise<void> {
  const sold = async () => {
    const rows = await product.sql<{ receipt_number: string }>("SELECT receipt_number FROM sale ORDER BY 1");
    return rows.map((row) => row.receipt_number);
  };
  await expect.poll(sold, { timeout: 60_000 }).toEqual(receipts.toSorted());
  for (const { page } of tablets) {
    await expect.poll(() => waiting(page), { timeout: 60_000 }).toBe(0);
    await live(page);
  }
}

test("tablets on two nodes sell, and each sale is there once", async () => {
  await sellOnBoth();
  await expectEachOnce();
});

test("one node is killed while the tablets sell: the other takes them over", async () => {
  await Promise.all([node.kill(), sellOnBoth()]);
  await sellOnBoth();
  await expectEachOnce();
});

test("it comes back, and the other is killed", async () => {
  await node.start();
  await Promise.all([product.restart("SIGKILL"), sellOnBoth()]);
  await sellOnBoth();
  await expectEachOnce();
});
