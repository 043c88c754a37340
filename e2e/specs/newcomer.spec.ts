import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "playwright/test";
import { finish, signIn, syncState } from "../src/counter.ts";
import { demoAccess, openDemo, personOf } from "../src/demo.ts";
import { startProduct, type Product } from "../src/product.ts";

const repository = path.join(import.meta.dirname, "..", "..");

let product: Product;
let origin: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = await startProduct({ demo: true });
  origin = `http://localhost:${product.port}`;
});

test.afterAll(() => product.stop());

test("from the first start to the first sale: sign in with the printed login, enrol, come in, open the drawer, sell", async ({
  browser,
}) => {
  const { page } = await openDemo(browser, product);
  await page
    .getByRole("button", { name: /^Incluir / })
    .first()
    .click();
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await page.getByRole("button", { name: "R$ 50", exact: true }).click();
  await finish(page);
  await expect(page.getByRole("heading", { name: "Venda finalizada" })).toBeVisible();
  await expect(page.getByText("Troco").first()).toBeVisible();
  await expect(page.getByText(/-000001$/).first()).toBeVisible();
  await expect(syncState(page)).toContainText("Ao vivo");
  await expect
    .poll(async () => (await product.sql<{ n: number }>("SELECT count(*)::int AS n FROM sale"))[0]?.n)
    .toBe(1);
  expect(product.balcao("database", "url").trim()).toBe(product.databaseUrl);
  await page.context().close();
});

test("a price list comes in as the supplier sends it, gzipped, and what it would do comes into sight", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signIn(page, origin, personOf(demoAccess(product), "administrator"));
  await page.goto(`${origin}/office/import`);
  await page.locator("input[type=file]").setInputFiles({
    name: "lista.csv.gz",
    mimeType: "application/gzip",
    buffer: gzipSync(
      readFileSync(path.join(repository, "apps/api/src/features/catalog/fixtures/price-list-store-1.csv")),
    ),
  });
  await page.getByRole("button", { name: "Conferir", exact: true }).click();
  const answer = page.getByRole("heading", { name: "O que vai acontecer" });
  await expect(answer).toBeInViewport();
  await expect(answer).toBeFocused();
  await page.getByRole("button", { name: /^Importar [\d.]+ produtos$/ }).click();
  await expect(page.getByText("Importação concluída")).toBeInViewport();
  await expect(page.locator(":focus")).toContainText("Importação concluída");
  await context.close();
});
