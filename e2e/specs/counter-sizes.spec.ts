import { expect, type Page, test } from "playwright/test";
import { sidewaysScrolling } from "../src/accessibility.ts";
import { finish } from "../src/counter.ts";
import { openDemo } from "../src/demo.ts";
import { startProduct, type Product } from "../src/product.ts";

// The same sale on every screen that a counter stands on.

let product: Product;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  product = await startProduct({ demo: true });
  ({ page } = await openDemo(browser, product));
});

test.afterAll(async () => {
  await page.context().close();
  await product.stop();
});

async function sellAt(width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  const search = page.getByRole("searchbox", { name: "Buscar ou escanear" });
  await search.fill("leite integral");
  await page
    .getByRole("button", { name: /^Incluir Leite integral/ })
    .first()
    .click();
  await search.fill("");
  await expect(page.getByRole("button", { name: /^Pagar/ }).last()).toBeInViewport({ ratio: 1 });
  const narrow = width < 1024;
  if (narrow) await page.getByRole("button", { name: /Ver venda/ }).click();
  await page.getByRole("button", { name: "Mais um" }).click();
  await expect(page.getByRole("textbox", { name: /^Quantidade de/ })).toHaveValue("2");
  if (narrow) await page.getByRole("button", { name: "Voltar aos produtos" }).click();
  await page
    .getByRole("button", { name: /^Pagar/ })
    .last()
    .click();
  await page.getByRole("button", { name: "R$ 50", exact: true }).click();
  await expect(page.getByRole("button", { name: "Finalizar venda" })).toBeInViewport({ ratio: 1 });
  expect(await sidewaysScrolling(page)).toEqual([]);
  await finish(page);
  await expect(page.getByText("Troco").first()).toBeVisible();
  await page.getByRole("button", { name: "Nova venda" }).click();
  await expect(search).toBeVisible();
}

test("a sale from the search to the next one on a 10-inch tablet on its side", () => sellAt(1280, 800));

test("a sale from the search to the next one on a 10-inch tablet upright", () => sellAt(800, 1280));

test("a sale from the search to the next one on a phone", () => sellAt(390, 844));

test("a sale from the search to the next one on a desktop", () => sellAt(1440, 900));

test("a sale from the search to the next one on a tablet at 200 % zoom", () => sellAt(640, 400));
