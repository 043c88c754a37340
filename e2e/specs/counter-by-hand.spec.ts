import { expect, type Page, test } from "playwright/test";
import { cartLines, finish } from "../src/counter.ts";
import { openDemo } from "../src/demo.ts";
import { startProduct, type Product } from "../src/product.ts";

let product: Product;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  product = await startProduct({ demo: true });
  ({ page } = await openDemo(browser, product, { viewport: { width: 1024, height: 768 } }));
});

test.afterAll(async () => {
  await page.context().close();
  await product.stop();
});

const searchBox = () => page.getByRole("searchbox", { name: "Buscar ou escanear" });
const tiles = () => page.getByRole("button", { name: /^Incluir / });

/** Types into an empty box as a person does, without Enter. */
async function look(text: string): Promise<void> {
  await searchBox().fill("");
  await searchBox().pressSequentially(text, { delay: 60 });
  await expect(searchBox()).toHaveValue(text);
}

for (const [text, meant, first] of [
  ["arros", "arroz", /^Incluir Arroz/],
  ["abacxi", "abacaxi", /^Incluir Abacaxi/],
] as const) {
  test(`Enter on “${text}” goes to what was meant, says so, and adds nothing before it is pressed again`, async () => {
    const before = await cartLines(page).count();
    await look(text);
    await expect(page.getByRole("status").filter({ hasText: `mostrando “${meant}”` })).toHaveCount(1);
    await searchBox().press("Enter");
    await expect(tiles().first()).toBeFocused();
    await expect(tiles().first()).toHaveAccessibleName(first);
    await expect(cartLines(page)).toHaveCount(before);
  });
}

test("a short word that nothing matches is not taken for another: “coca” finds nothing", async () => {
  await look("coca");
  await expect(page.getByText("Nada encontrado para “coca”")).toBeVisible();
  await expect(tiles()).toHaveCount(0);
});

test("with a category chosen, Enter adds nothing that the screen does not show", async () => {
  const before = await cartLines(page).count();
  await page.getByRole("button", { name: "Bebidas", exact: true }).click();
  await look("arroz parboilizado 5");
  await expect(tiles()).toHaveCount(0);
  await searchBox().press("Enter");
  await expect(searchBox()).toHaveValue("arroz parboilizado 5");
  await expect(cartLines(page)).toHaveCount(before);
});

test("what is in another category is one tap away, and the screen says where it has looked", async () => {
  await expect(page.getByText("Nada com “arroz parboilizado 5” nesta categoria")).toBeVisible();
  await page.getByRole("button", { name: "Buscar em todas" }).click();
  await expect(searchBox()).toHaveValue("arroz parboilizado 5");
  await expect(tiles()).toHaveCount(1);
});

test("what was taken out can be put back once, and not into the sale of the next customer", async () => {
  const undo = page.getByRole("button", { name: "Desfazer" });
  const remove = cartLines(page)
    .first()
    .getByRole("button", { name: /^Remover / });
  await look("arros");
  for (const tile of [tiles().nth(0), tiles().nth(1)]) await tile.click();
  await expect(cartLines(page)).toHaveCount(2);
  await remove.click();
  await expect(cartLines(page)).toHaveCount(1);
  await undo.click();
  await expect(cartLines(page)).toHaveCount(2);
  await expect(undo).toHaveCount(0);
  await remove.click();
  await expect(undo).toBeVisible();
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await expect(page.getByRole("heading", { name: "Pagamento" })).toBeVisible();
  await expect(undo).toHaveCount(0);
  await finish(page);
  await page.getByRole("button", { name: "Nova venda" }).click();
  await expect(cartLines(page)).toHaveCount(0);
});

test("after a product was picked the next word typed is a search of its own, with the box tapped or left", async () => {
  await look("acucar");
  for (const tile of [tiles().nth(0), tiles().nth(1)]) await tile.click();
  await expect(cartLines(page)).toHaveCount(2);
  await expect(searchBox()).toHaveValue("acucar");
  await page.keyboard.type("cafe", { delay: 60 });
  await expect(searchBox()).toHaveValue("cafe");
  await tiles().first().click();
  await expect(cartLines(page)).toHaveCount(3);
  await searchBox().click();
  await page.keyboard.type("leite", { delay: 60 });
  await expect(searchBox()).toHaveValue("leite");
  // Tapped again, it is there to be corrected.
  await searchBox().click();
  await page.keyboard.type("s", { delay: 60 });
  await expect(searchBox()).toHaveValue("leites");
});

test("Enter that is held down takes what it stands for once", async () => {
  await look("acucar");
  await expect(tiles().first()).toContainText("1 un na venda");
  for (let repeat = 0; repeat < 8; repeat += 1) {
    await page.keyboard.down("Enter");
    await page.waitForTimeout(30);
  }
  await page.keyboard.up("Enter");
  await expect(tiles().first()).toBeFocused();
  await expect(tiles().first()).toContainText("1 un na venda");
  await page.keyboard.press("Enter");
  await expect(tiles().first()).toContainText("2 un na venda");
});

test("tiles are of one height, however long their names", async () => {
  await searchBox().fill("");
  await expect(tiles().nth(8)).toBeVisible();
  await expect(page.getByRole("group", { name: "Produtos" }).locator(".breathing")).toHaveCount(0);
  const heights = await tiles().evaluateAll((all) => all.map((tile) => tile.getBoundingClientRect().height));
  expect(new Set(heights).size).toBe(1);
});

test("on a tablet no key of the pad is hidden when it is paid in cash", async () => {
  await page.getByRole("button", { name: /^Pagar/ }).click();
  const zero = await page.getByRole("button", { name: "0", exact: true }).boundingBox();
  const pay = await page.getByRole("button", { name: "Finalizar venda" }).boundingBox();
  expect((zero?.y ?? 0) + (zero?.height ?? 0)).toBeLessThanOrEqual(pay?.y ?? 0);
});
