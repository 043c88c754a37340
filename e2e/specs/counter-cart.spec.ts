import { testPin } from "@balcao/db/testing/test-secret";
import { expect, type Page, test } from "playwright/test";
import { cartLines, comeIn, openDrawer, scan, sell, syncState, waiting } from "../src/counter.ts";
import { type CounterScene, startCounter } from "../src/counter-scene.ts";
import { changeRows } from "../src/local-data.ts";
import { discard, expectParked, park } from "../src/till.ts";

// The cart, the people and the stock at the counter, without a network, as docs/counter.md lists them.

let scene: CounterScene;
let page: Page;
const code = (place: number) => scene.codes[place] ?? "";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  scene = await startCounter(browser, { products: 60, openingStock: 2000 });
  ({ page } = scene);
  await expect.poll(() => waiting(page)).toBe(0);
  await scene.network.cut();
  await expect(syncState(page)).toContainText("Sem rede");
});

test.afterAll(() => scene.stop());

const total = () => page.getByRole("region", { name: "Venda" }).getByRole("status").last();
const quantity = () => page.getByRole("textbox", { name: /^Quantidade de/ });

test("the quantity of a line is changed by a tap, by typing, and on the pad", async () => {
  await scan(page, code(0));
  await page.getByRole("button", { name: "Mais um" }).click();
  await expect(quantity()).toHaveValue("2");
  await quantity().fill("12");
  await quantity().press("Enter");
  await expect(quantity()).toHaveValue("12");
  await page.getByRole("button", { name: /^Alterar / }).click();
  const dialog = page.getByRole("dialog");
  for (const digit of "30") await dialog.getByRole("button", { name: digit, exact: true }).click();
  await dialog.getByRole("button", { name: "Confirmar" }).click();
  await expect(quantity()).toHaveValue("30");
  await discard(page);
});

test("a sale is for a walk-in until a customer is chosen, and for a walk-in again", async () => {
  await expect(page.getByRole("button", { name: "Cliente avulso", exact: true })).toBeVisible();
  await page.keyboard.press("F7");
  await page.getByRole("dialog").getByRole("searchbox").fill("cliente 3");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Cliente 3/ })
    .click();
  await expect(page.getByRole("button", { name: "Cliente: Cliente 3" })).toBeVisible();
  await page.keyboard.press("F7");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Cliente avulso/ })
    .click();
  await expect(page.getByRole("button", { name: "Cliente avulso", exact: true })).toBeVisible();
});

test("Esc leaves what is open and never discards the cart", async () => {
  await scan(page, code(1));
  const open: readonly (readonly [string, () => Promise<void>])[] = [
    ["the sale", () => Promise.resolve()],
    ["the search", () => page.getByRole("searchbox").fill("arroz")],
    ["a line", () => page.getByRole("button", { name: /^Alterar / }).click()],
    ["parking", () => page.keyboard.press("F8")],
    ["discarding", () => askToDiscard()],
    ["paying", () => page.keyboard.press("F4")],
  ];
  for (const [what, act] of open) {
    await act();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Pagar/ }), what).toBeVisible();
    await expect(cartLines(page), what).toHaveCount(1);
  }
});

async function askToDiscard(): Promise<void> {
  await page.getByRole("button", { name: "Mais ações da venda" }).click();
  await page.getByRole("menuitem", { name: "Descartar venda" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
}

test("keys search, pay and park", async () => {
  await page.getByRole("searchbox").fill("");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("F2");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("F4");
  await expect(page.getByRole("heading", { name: "Pagamento" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
  await page.keyboard.press("F8");
  await expect(page.getByRole("dialog", { name: "Guardar esta venda" })).toBeVisible();
  await page.keyboard.press("Escape");
});

test("screen readers hear what was added and the new total", async () => {
  await scan(page, code(2));
  await expect(cartLines(page)).toHaveCount(2);
  const name = await cartLines(page)
    .last()
    .getByRole("button", { name: /^Alterar / })
    .innerText();
  const shown = await page.getByRole("region", { name: "Venda" }).getByText(/^R\$/).last().innerText();
  await expect(total()).toContainText(name);
  await expect(total()).toContainText(`Total ${shown}`);
});

test("a parked sale has its name, its age and its operator", async () => {
  await park(page, "Mesa 7");
  await expectParked(page, /Mesa 7.*agora · cashier 1/);
});

test("operators switch by PIN without a network, and the cart survives", async () => {
  await scan(page, code(3));
  await page.getByRole("button", { name: /Trocar de operador/ }).click();
  await comeIn(page, /store-manager 1/, testPin);
  await openDrawer(page, 0);
  await expect(page.getByRole("button", { name: /^store-manager 1/ })).toBeVisible();
  await expect(cartLines(page)).toHaveCount(1);
});

test("wrong PINs lock an operator out, also after a reload, and for longer each time", async () => {
  const wrong = async () => {
    await page.keyboard.type("9731", { delay: 60 });
    await page.keyboard.press("Enter");
  };
  await page.getByRole("button", { name: /Trocar de operador/ }).click();
  await page.getByRole("button", { name: /cashier 1/ }).click();
  for (const left of [4, 3, 2, 1]) {
    await wrong();
    await expect(page.getByRole("alert")).toContainText(left === 1 ? "Resta 1" : `Restam ${left}`);
  }
  await wrong();
  await expect(page.getByRole("alert")).toContainText(/Espere 0:[123]\d/);
  await page.reload();
  await page.getByRole("button", { name: /cashier 1/ }).click();
  await expect(page.getByRole("alert")).toContainText(/Espere 0:[0123]\d/);
  // As if that time had passed.
  const cashier = scene.chain.stores[0]?.operators.find(({ name }) => name === "cashier 1")?.id;
  expect(await changeRows(page, "pin_guard", { at: ["operatorId"], is: cashier }, { at: ["lastAt"], to: 0 })).toBe(1);
  await page.reload();
  await page.getByRole("button", { name: /cashier 1/ }).click();
  await wrong();
  await expect(page.getByRole("alert")).toContainText(/Espere (1:00|0:5\d)/);
  await page.getByRole("button", { name: /store-manager 1/ }).click();
  await comeIn(page, /store-manager 1/, testPin);
  await discard(page);
});

test("goods in the customer's hand are never refused: the level is shown with its age, and falls below nothing", async () => {
  const [row] = await scene.product.sql<{ name: string }>(
    "SELECT name FROM product JOIN barcode ON product_id = product.id WHERE code = $1",
    [code(4)],
  );
  const tile = page.getByRole("button", { name: new RegExp(`^Incluir ${row?.name}`) });
  await page.getByRole("searchbox").fill(row?.name ?? "");
  await expect(tile).toContainText(/2 un · (agora|há)/);
  await page.getByRole("searchbox").fill("5*");
  const receipt = await sell(page, [code(4)]);
  await page.getByRole("searchbox").fill(row?.name ?? "");
  await expect(tile).toContainText(/[-−]3 un · (agora|há)/);
  await page.getByRole("searchbox").fill("");

  await test.step("the server takes the sale, and marks it for the manager", async () => {
    await scene.network.heal();
    const exceptions = () =>
      scene.product.sql(
        "SELECT e.code FROM sale_exception e JOIN sale s ON s.id = e.sale_id WHERE s.receipt_number = $1",
        [receipt],
      );
    await expect.poll(exceptions, { timeout: 40_000 }).toEqual([{ code: "OVERSOLD" }]);
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("menuitem", { name: "Vendas de hoje" }).click();
    await page.getByRole("row").filter({ hasText: receipt }).click();
    await expect(page.getByText("Para o gerente ver")).toBeVisible();
  });
});
