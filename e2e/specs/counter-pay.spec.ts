import { expect, type Page, test } from "playwright/test";
import { cartLines, finish, scan, sell, syncState, waiting } from "../src/counter.ts";
import { type CounterScene, startCounter } from "../src/counter-scene.ts";
import { localRows } from "../src/local-data.ts";

// Paying without a network, as docs/counter.md lists it.

interface Sale {
  readonly receiptNumber: string;
  readonly total: number;
  readonly change: number;
  readonly payments: readonly { readonly kind: string; readonly amount: number }[];
}

let scene: CounterScene;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  scene = await startCounter(browser, { products: 60 });
  ({ page } = scene);
  await expect.poll(() => waiting(page)).toBe(0);
  await scene.network.cut();
  await expect(syncState(page)).toContainText("Sem rede");
});

test.afterAll(() => scene.stop());

const kind = (name: string) => page.getByRole("radio", { name });
const sales = () => localRows<Sale>(page, "sale");

async function toPay(): Promise<void> {
  await scan(page, scene.codes[0] ?? "");
  await expect(cartLines(page)).toHaveCount(1);
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await expect(page.getByRole("heading", { name: "Pagamento" })).toBeVisible();
  // A second tap right behind the one on Pay counts as the same.
  await page.waitForTimeout(700);
}

async function amount(digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole("button", { name: digit, exact: true }).click();
}

async function newSale(): Promise<void> {
  await page.getByRole("button", { name: "Nova venda" }).click();
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
}

test("a sale takes several payments, what remains is exact to the cent, and only cash gives change", async () => {
  await toPay();
  // Product 1 of the seeded catalogue costs R$ 2,36.
  await kind("Cartão").click();
  await amount("500");
  await expect(page.getByRole("alert")).toContainText("Só dinheiro tem troco");
  await expect(page.getByRole("button", { name: /^Aprovado/ })).toBeDisabled();
  for (let n = 0; n < 3; n += 1) await page.getByRole("button", { name: "Apagar" }).click();
  await amount("107");
  await page.getByRole("button", { name: /^Aprovado, receber/ }).click();
  await expect(page.getByText("Falta receber").locator("..")).toContainText("R$ 1,29");
  await kind("Dinheiro").click();
  await amount("200");
  await finish(page);
  await expect(page.getByText("Troco").first().locator("..")).toContainText("R$ 0,71");
  expect((await sales()).at(-1)).toMatchObject({
    total: 236,
    change: 71,
    payments: [
      { kind: "card", amount: 107 },
      { kind: "cash", amount: 200 },
    ],
  });
  await newSale();
});

test("a double tap on the button that ends the sale is one sale", async () => {
  const before = (await sales()).length;
  await toPay();
  await page.getByRole("button", { name: "Finalizar venda" }).dblclick();
  await expect(page.getByRole("heading", { name: "Venda finalizada" })).toBeVisible();
  expect(await sales()).toHaveLength(before + 1);
  await newSale();
  expect(await sales()).toHaveLength(before + 1);
  await expect(cartLines(page)).toHaveCount(0);
});

test("Pix shows a code with amount and transaction id, made without a network, and waits for somebody to confirm it", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const before = (await sales()).length;
  await toPay();
  await kind("Pix").click();
  await expect(page.getByRole("img", { name: "Código Pix para o cliente ler" })).toBeVisible();
  await expect(page.getByText("Aguardando confirmação")).toBeVisible();
  await page.getByRole("button", { name: "Copiar código" }).click();
  await expect(page.getByRole("button", { name: "Código copiado" })).toBeVisible();
  const payload = await page.evaluate(() => navigator.clipboard.readText());
  // EMV fields of a BR Code: the amount, the country, the transaction id in field 62, the checksum at the end.
  expect(payload).toMatch(/^000201.*br\.gov\.bcb\.pix.*54042\.365802BR.*62\d\d05\d\d[A-Za-z0-9]+6304[0-9A-F]{4}$/);
  await page.waitForTimeout(1500);
  expect(await sales()).toHaveLength(before);
  await expect(page.getByText("Aguardando confirmação")).toBeVisible();
  await page.getByRole("button", { name: "Recebido, finalizar venda" }).click();
  await expect(page.getByRole("heading", { name: "Venda finalizada" })).toBeVisible();
  expect(await sales()).toHaveLength(before + 1);
  await newSale();
});

test("a receipt prints by way of the browser, a printer that fails stops nobody, and a reprint says 2ª via", async () => {
  await page.evaluate(() => {
    Object.assign(globalThis, {
      print: () => {
        throw new Error("no printer");
      },
    });
  });
  await toPay();
  await finish(page);
  await page.getByRole("button", { name: "Imprimir", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("A venda está gravada");
  await page.evaluate(() => {
    Object.assign(globalThis, {
      print: () => {
        const paper = document.querySelector(".receipt-paper");
        document.documentElement.dataset["printed"] = paper?.textContent ?? "";
      },
    });
  });
  await page.getByRole("button", { name: "Imprimir", exact: true }).click();
  const printed = () => page.evaluate(() => document.documentElement.dataset["printed"] ?? "");
  expect(await printed()).toContain("R$");
  expect(await printed()).not.toContain("2ª via");
  await page.getByRole("button", { name: "Imprimir 2ª via" }).click();
  expect(await printed()).toContain("2ª via");
  await newSale();
  const receipt = await sell(page, [scene.codes[1] ?? ""]);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: "Vendas de hoje" }).click();
  await page.getByRole("row").filter({ hasText: receipt }).click();
  await page.getByRole("button", { name: "Imprimir 2ª via" }).click();
  expect(await printed()).toContain("2ª via");
  expect(await printed()).toContain(receipt);
});
