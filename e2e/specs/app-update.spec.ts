import { readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, type Page, test } from "playwright/test";
import { copyApp } from "../src/app-copy.ts";
import { openTablet, type Tablet } from "../src/browser.ts";
import { seededCodes } from "../src/catalog.ts";
import { letIn, lookForUpdate, storing } from "../src/app-update.ts";
import { comeIn, enrol, installed, openDrawer, sell, syncState, waiting } from "../src/counter.ts";
import type { Network } from "../src/network.ts";
import { type NetworkedProduct, startNetworkedProduct } from "../src/networked-product.ts";
import { newerVariable, otherColumns } from "../src/newer-schema.ts";
import type { Product } from "../src/product.ts";

// A new version of the app comes to browsers that have an older one: it is offered, comes in, and what is unsent stays.

const app = copyApp();
const newer = path.join(app.folder, ".newer");
let scene: NetworkedProduct;
let network: Network;
let product: Product;
let chain: TestChain;
let tablet: Tablet;
let codes: string[];
/** How many new versions there were. */
let released = 0;
const receipts: string[] = [];

test.use({ locale: "pt-BR", viewport: { width: 1280, height: 800 } });
test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  scene = await startNetworkedProduct(
    { stores: 1, products: 60, devicesPerStore: 0 },
    {
      environment: { PWA_FOLDER: app.folder, [newerVariable]: newer },
      preload: path.join(import.meta.dirname, "..", "src", "newer-server.ts"),
    },
  );
  ({ product, network, chain } = scene);
  codes = await seededCodes(product);
  tablet = await openTablet();
});

test.afterAll(async () => {
  await tablet.discard();
  await scene.stop();
  app.remove();
});

/** A new version, which the server serves from now on; `before` it does, something may happen to it. */
async function release(edit?: (script: string) => string, before: () => void = () => undefined): Promise<void> {
  app.releaseUpgrade(edit);
  before();
  released += 1;
  await product.restart("SIGTERM");
}

/** Signs somebody in on a page of a browser that was never here, without loading it a second time. */
async function firstVisit(page: Page): Promise<void> {
  const { email, password } = chain.people.administrator;
  await page.goto(`${network.origin}/sign-in`);
  await installed(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Senha", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await page.waitForURL(/\/office/);
}

async function sellSome(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) receipts.push(await sell(tablet.page, [codes[receipts.length] ?? ""]));
}

async function expectEachOnce(): Promise<void> {
  const sold = () =>
    product
      .sql<{ receipt_number: string }>("SELECT receipt_number FROM sale ORDER BY receipt_number")
      .then((rows) => rows.map((row) => row.receipt_number));
  await expect.poll(sold, { timeout: 60_000 }).toEqual(receipts.toSorted());
  await expect.poll(() => waiting(tablet.page), { timeout: 30_000 }).toBe(0);
}

test("a page that has been open since the first visit is offered the new version and loads it", async ({ page }) => {
  await firstVisit(page);
  await release();
  await lookForUpdate(page);
  await letIn(page, released);
});

test("an app that the network did not let be stored on the first visit is stored when it can be", async ({ page }) => {
  app.slowDown();
  await product.restart("SIGTERM");
  await page.goto(`${network.origin}/sign-in`);
  // The router loads the page anew, once, when a part of it does not come.
  await expect(page.getByLabel("E-mail")).toBeVisible();
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.installing != null);
  await network.cut();
  expect(await storing(page)).toBe("redundant");
  await network.heal();
  // As if somebody looked at the page again.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await installed(page);
});

test("a version that could not be stored is offered once it can be", async ({ page }) => {
  await firstVisit(page);
  let missing = "";
  await release(undefined, () => {
    const script = readdirSync(path.join(app.folder, "assets")).find((name) => name.endsWith(".js")) ?? "";
    missing = path.join(app.folder, "assets", script);
    renameSync(missing, `${missing}.away`);
  });
  await lookForUpdate(page);
  expect(await storing(page)).toBe("redundant");
  renameSync(`${missing}.away`, missing);
  await product.restart("SIGTERM");
  await lookForUpdate(page);
  await letIn(page, released);
});

test("a version that is being stored while the page opens is offered", async ({ page }) => {
  await firstVisit(page);
  await release(undefined, app.slowDown);
  await lookForUpdate(page);
  await page.reload();
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.installing != null);
  expect(await storing(page)).toBe("installed");
  await letIn(page, released);
});

test("a browser whose local data does not open is offered the version that may mend it", async ({ page }) => {
  await firstVisit(page);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("Internal error opening backing store", "UnknownError");
    };
  });
  await page.goto(`${network.origin}/counter`);
  await expect(page.getByRole("heading", { name: "Os dados deste aparelho não abriram" })).toBeVisible();
  await release();
  await lookForUpdate(page);
  await letIn(page, released);
});

test("sales that cannot be sent survive an update that another tab holds up, and arrive once", async () => {
  test.setTimeout(180_000);
  const { page } = tablet;
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page, /cashier 1/, testPin);
  await openDrawer(page, 10_000);
  await expect.poll(() => waiting(page)).toBe(0);
  await installed(page);
  await network.cut();
  await sellSome(3);
  // The server answers, and cannot take them for now.
  await product.sql(`CREATE FUNCTION not_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`);
  await product.sql("CREATE TRIGGER not_now BEFORE INSERT ON command_receipt FOR EACH ROW EXECUTE FUNCTION not_now()");
  await network.heal();
  await expect(syncState(page)).toContainText("Ao vivo", { timeout: 60_000 });

  const sleeping = await tablet.context.newPage();
  await sleeping.goto(`${network.origin}/health`);
  await expect(sleeping.getByText('"ok"')).toBeVisible();
  await holdDatabase(sleeping);
  await page.bringToFront();
  await release();
  await lookForUpdate(page);
  await letIn(page, released);
  await expect(page.getByRole("heading", { name: "Outra aba usa uma versão anterior" })).toBeVisible();

  await sleeping.close();
  await page.getByRole("button", { name: "Recarregar" }).click();
  await comeIn(page, /cashier 1/, testPin);
  await sellSome(1);
  expect(await waiting(page)).toBe(4);
  expect(await product.sql("SELECT id FROM sale")).toEqual([]);
  await product.sql("DROP FUNCTION not_now CASCADE");
  await expectEachOnce();
});

test("an old app sends what it has to a newer server, also what it sells then, and is offered the new version", async () => {
  test.setTimeout(180_000);
  const { page } = tablet;
  await network.cut();
  await sellSome(2);
  writeFileSync(newer, "");
  await release(otherColumns);
  await network.heal();
  await expect(syncState(page)).toContainText("Versão antiga", { timeout: 60_000 });
  await sellSome(1);
  await expectEachOnce();

  await letIn(page, released);
  await comeIn(page, /cashier 1/, testPin);
  await expect(syncState(page)).toContainText("Ao vivo", { timeout: 60_000 });
  await sellSome(1);
  await expectEachOnce();
});

/** Opens the app's database and holds on to it, whatever is asked of it: as a tab that the browser has put to sleep does. */
async function holdDatabase(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open("balcao");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          Object.assign(globalThis, { held: open.result });
          resolve();
        };
      }),
  );
}
