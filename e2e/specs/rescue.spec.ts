import { readFileSync } from "node:fs";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { type Browser, type BrowserContext, expect, type Page, test } from "playwright/test";
import { seededCodes } from "../src/catalog.ts";
import { comeIn, enrol, installed, openDrawer, sell, signIn, syncState, waiting } from "../src/counter.ts";
import { localRows } from "../src/local-data.ts";
import type { Network } from "../src/network.ts";
import { type NetworkedProduct, startNetworkedProduct } from "../src/networked-product.ts";
import type { Product } from "../src/product.ts";

let scene: NetworkedProduct;
let network: Network;
let product: Product;
let chain: TestChain;
let codes: readonly string[];
let dying: Page;
const contexts: BrowserContext[] = [];
const receipts: string[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  scene = await startNetworkedProduct({ stores: 1, devicesPerStore: 0, products: 60 });
  ({ product, network, chain } = scene);
  codes = await seededCodes(product);
  dying = await newTablet(browser, "Caixa 1");
  await openDrawer(dying, 5000);
  await expect.poll(() => waiting(dying)).toBe(0);
  await installed(dying);
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await scene.stop();
});

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 } });
  contexts.push(context);
  return context.newPage();
}

async function newTablet(browser: Browser, name: string): Promise<Page> {
  const page = await newPage(browser);
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, name);
  await comeIn(page, /cashier/, testPin);
  await expect(syncState(page)).toContainText("Ao vivo", { timeout: 30_000 });
  return page;
}

async function sellSome(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) receipts.push(await sell(dying, [codes[receipts.length] ?? ""]));
}

/** Taps Export and reads the file that the browser saves. */
async function exported(page: Page): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exportar arquivo" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^balcao-01-[A-Z]\d+-\d{12}\.balcao-rescue$/);
  await expect(page.getByText("Arquivo exportado")).toBeVisible();
  return download.path();
}

const figure = (page: Page, label: string) =>
  page
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator("xpath=following-sibling::dd");

const soldOnServer = () =>
  product
    .sql<{ receipt_number: string }>("SELECT receipt_number FROM sale ORDER BY receipt_number")
    .then((rows) => rows.map((row) => row.receipt_number));

/** Picks a file in the back office and imports it. */
async function importInOffice(office: Page, file: string): Promise<void> {
  await office.goto(`${network.origin}/office/rescue`);
  await office.locator("input[type=file]").setInputFiles(file);
  await expect(office.getByRole("heading", { name: "O que o arquivo contém" })).toBeVisible();
  await office.getByRole("button", { name: /^Importar/ }).click();
  await office.getByRole("alertdialog").getByRole("button", { name: "Importar" }).click();
  await expect(office.getByText("Importação concluída")).toBeVisible();
}

test("sales made without a network leave a locked tablet as a file, come in at the back office, and once only when the tablet returns", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await network.cut();
  await sellSome(3);
  expect(await waiting(dying)).toBe(3);
  await dying.getByRole("button", { name: "Menu" }).click();
  await dying.getByRole("menuitem", { name: "Bloquear agora" }).click();
  await expect(dying.getByRole("heading", { name: "Quem está no balcão?" })).toBeVisible();
  await dying.getByRole("button", { name: "Menu" }).click();
  await dying.getByRole("menuitem", { name: "Resgatar este tablet" }).click();
  await expect(figure(dying, "Por enviar")).toHaveText("3");
  const file = await exported(dying);
  const text = readFileSync(file, "utf8");
  // Neither receipts nor the cashier can be read from it.
  for (const secret of [...receipts, "sales.record", chain.stores[0]?.operators[0]?.id ?? ""]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString("base64url").slice(2, -2));
  }

  await network.heal();
  await dying.context().setOffline(true);
  const office = await newPage(browser);
  await signIn(office, network.origin, chain.people["store-manager"]);
  await importInOffice(office, file);
  await expect(figure(office, "Lançados")).toHaveText("3");
  expect(await soldOnServer()).toEqual(receipts.toSorted());

  await importInOffice(office, file);
  await expect(office.getByText("O servidor já tinha tudo; nada mudou.")).toBeVisible();
  await expect(figure(office, "Vendas novas")).toHaveText("0");

  await dying.context().setOffline(false);
  await dying.getByRole("link", { name: "Voltar ao balcão" }).click();
  await comeIn(dying, /cashier/, testPin);
  await expect.poll(() => waiting(dying), { timeout: 30_000 }).toBe(0);
  const outbox = await localRows<{ status: string }>(dying, "outbox");
  expect(outbox.map(({ status }) => status)).toEqual(outbox.map(() => "settled"));
  expect(await soldOnServer()).toEqual(receipts.toSorted());
  expect(await product.sql("SELECT kind FROM chain_fault")).toEqual([]);
});

test("a tablet whose database does not open any more is rescued from its journal, and another tablet passes the file on", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const other = await newTablet(browser, "Caixa 2");
  await dying.context().setOffline(true);
  await sellSome(2);
  expect(await waiting(dying)).toBe(2);
  const context = dying.context();
  await dying.close();
  const broken = await context.newPage();
  await broken.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("Internal error opening backing store", "UnknownError");
    };
  });
  await broken.goto(`${network.origin}/counter`);
  await broken.getByRole("link", { name: "Resgatar as vendas" }).click();
  await expect(figure(broken, "Banco local")).toContainText("Não abriu");
  await expect(figure(broken, "Por enviar")).toHaveText("2");
  const file = await exported(broken);

  await test.step("the other tablet has no network: the file waits there, also when it starts anew", async () => {
    await other.context().setOffline(true);
    await other.getByRole("link", { name: /^Sincronização:/ }).click();
    await other.locator("input[type=file]").setInputFiles(file);
    await expect(other.getByText("Espera a rede; sai sozinho")).toBeVisible();
    await installed(other);
    await other.reload();
    await comeIn(other, /cashier/, testPin);
    await other.goto(`${network.origin}/counter/sync`);
    await comeIn(other, /cashier/, testPin);
    await expect(other.getByText("Espera a rede; sai sozinho")).toBeVisible();
    expect(await soldOnServer()).toHaveLength(3);
  });
  await other.context().setOffline(false);
  await expect(other.getByText("Enviado: 2 registros novos")).toBeVisible({ timeout: 30_000 });
  expect(await soldOnServer()).toEqual(receipts.toSorted());
});

test("a tablet that can store no more says what is safe and what to do", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await newPage(browser);
  await page.addInitScript(() => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, "put")?.value as (
      this: IDBObjectStore,
      ...given: unknown[]
    ) => IDBRequest<IDBValidKey>;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: unknown[]) {
      if (this.name === "outbox" && sessionStorage.getItem("full") === "yes")
        throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Caixa 3");
  await comeIn(page, /manager/, testPin);
  await page.evaluate(() => sessionStorage.setItem("full", "yes"));
  await page.getByLabel("Fundo de troco").click();
  await page.keyboard.type("5000", { delay: 60 });
  await page.getByRole("button", { name: "Abrir caixa" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Este tablet não está gravando" })).toBeVisible();
  await page.evaluate(() => sessionStorage.removeItem("full"));
  await page.getByRole("button", { name: "Abrir caixa" }).click();
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
  await expect(page.getByText("Este tablet não está gravando")).toBeHidden();
});
