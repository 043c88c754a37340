import { testPin } from "@balcao/db/testing/test-secret";
import { expect, type Page, test } from "playwright/test";
import { cartLines, finish, scan, waiting } from "../src/counter.ts";
import { type CounterScene, startCounter } from "../src/counter-scene.ts";
import { takeOff } from "../src/discount.ts";

let scene: CounterScene;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  scene = await startCounter(browser, { products: 50 });
  ({ page } = scene);
  await expect.poll(() => waiting(page)).toBe(0);
  await scene.network.cut();
});

test.afterAll(() => scene.stop());

const sale = () => page.getByRole("region", { name: "Venda", exact: true });
const total = () => sale().getByRole("status").last();
const pay = () => page.getByRole("button", { name: /^Pagar/ });

/** With the reason typed on a keyboard, after who approves was chosen. */
async function approve(reason: string, pin: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Aprovação" });
  await dialog.getByRole("button", { name: /manager 1/ }).click();
  await dialog.getByRole("textbox", { name: "Motivo" }).click();
  await page.keyboard.type(reason, { delay: 60 });
  await expect(dialog.getByRole("textbox", { name: "Motivo" })).toHaveValue(reason);
  await page.keyboard.press("Enter");
  for (const digit of pin) await dialog.getByRole("button", { name: digit, exact: true }).click();
  await dialog.getByRole("button", { name: "Aprovar" }).click();
}

test("a line can have a discount", async () => {
  await page.getByRole("searchbox", { name: "Buscar ou escanear" }).fill(`10*${scene.codes[0] ?? ""}`);
  await page.keyboard.press("Enter");
  await expect(cartLines(page)).toHaveCount(1);
  await takeOff(page, "line", "Porcentagem", "5");
  await expect(cartLines(page)).toContainText("desconto de R$");
  // Ten pieces of R$ 2,36, and R$ 1,18 off.
  await expect(pay()).toBeEnabled();
  await expect(total()).toContainText("22,42");
});

test("a sale can have a discount", async () => {
  await takeOff(page, "line", "Porcentagem", "1");
  await takeOff(page, "sale", "Valor", "0,30");
  await expect(total()).toContainText("23,06");
});

test("what nobody approved is not paid by going back to where the sale was being paid", async () => {
  const pieces = sale().getByRole("textbox", { name: /^Quantidade/ });
  await pay().click();
  await page.getByRole("button", { name: "Voltar à venda" }).click();
  // Of one piece, what was little of ten is more than the operator may give.
  await pieces.fill("1");
  await pieces.press("Enter");
  await expect(total()).toContainText("2,04");
  await page.goBack();
  await expect(page).toHaveURL(/\/counter$/);
  await expect(page.getByRole("heading", { name: "Pagamento" })).toBeHidden();
  await pay().click();
  await page.getByRole("dialog", { name: "Aprovação" }).getByRole("button", { name: "Fechar" }).click();
  await pieces.fill("10");
  await pieces.press("Enter");
  await expect(total()).toContainText("23,06");
});

test("a discount over the operator's limit needs a manager's PIN and a reason", async () => {
  await takeOff(page, "sale", "Porcentagem", "20");
  const dialog = page.getByRole("dialog", { name: "Aprovação" });
  await expect(dialog).toContainText("Desconto de até 20,8%, R$ 4,91 ao todo, acima do que este operador pode dar.");
  await dialog.getByRole("button", { name: "Fechar" }).click();
  await expect(total()).toContainText("23,06");
  await takeOff(page, "sale", "Porcentagem", "20");
  await approve("Avaria", "9999");
  await expect(dialog.getByRole("alert")).toContainText("PIN");
  for (const digit of testPin) await dialog.getByRole("button", { name: digit, exact: true }).click();
  await dialog.getByRole("button", { name: "Aprovar" }).click();
  await expect(dialog).toBeHidden();
  await expect(total()).toContainText("18,69");
});

test("what is scanned while a PIN is asked for goes nowhere, and a PIN is never shown as a code", async () => {
  await takeOff(page, "sale", "Porcentagem", "30");
  const dialog = page.getByRole("dialog", { name: "Aprovação" });
  await dialog.getByRole("button", { name: "Cliente fiel" }).click();
  await scan(page, scene.codes[1] ?? "");
  await scan(page, "1655");
  await expect(dialog.getByText("0 algarismos")).toHaveCount(1);
  await dialog.getByRole("button", { name: "Fechar" }).click();
  await expect(cartLines(page)).toHaveCount(1);
  await expect(page.getByText("1655")).toHaveCount(0);
  await expect(total()).toContainText("18,69");
});

test("the receipt says what was taken off, and the server has who approved it and why", async () => {
  await pay().click();
  await finish(page);
  const receipt = page.getByRole("article", { name: "Recibo" });
  await expect(receipt).toContainText("Desconto na venda");
  await expect(receipt).toContainText("18,69");
  await scene.network.heal();
  await expect
    .poll(async () => (await scene.product.sql("SELECT total, approval_reason FROM sale")) as object[], {
      timeout: 60_000,
    })
    .toEqual([{ total: "1869", approval_reason: "Avaria" }]);
  expect(await scene.product.sql("SELECT code FROM sale_exception")).toEqual([]);
  const [entry] = await scene.product.sql<{ details: unknown }>(
    "SELECT details FROM audit_entry WHERE action = 'sales.record'",
  );
  expect(JSON.stringify(entry?.details)).toContain("Avaria");
});
