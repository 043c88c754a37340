import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, type Page, test } from "playwright/test";
import { openTablet, type Tablet } from "../src/browser.ts";
import { seededCodes } from "../src/catalog.ts";
import { cartLines, comeIn, enrol, hurry, openDrawer, scan } from "../src/counter.ts";
import { holdTable, syncedRows } from "../src/local-data.ts";
import { startProduct, type Product } from "../src/product.ts";

/** As a quick person types, and slower than the gap that tells a scanner. */
const byHand = 60;

let product: Product;
let chain: TestChain;
let tablet: Tablet;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  product = await startProduct({});
  chain = await seedTestChain(product.databaseUrl, { stores: 1, products: 60, devicesPerStore: 0 });
  // On a profile: without one Chromium lets nobody write while anybody does, whichever table (since version 156).
  tablet = await openTablet();
  page = tablet.page;
  await enrol(page, `http://localhost:${product.port}`, chain.people.administrator, /Store 01/, "Caixa 1");
});

test.afterAll(async () => {
  await tablet.discard();
  await product.stop();
});

const searchBox = () => page.locator("input[role=searchbox]").first();
const cartText = async () => (await cartLines(page).allInnerTexts()).join("\n");

/** Names of seeded pieces in the order of these codes. */
async function namesOf(codes: readonly string[]): Promise<string[]> {
  const rows = await syncedRows<{ id: string; name: string; barcodes: string[] }>(page, "product");
  return codes.map((code) => rows.find(({ barcodes }) => barcodes.includes(code))?.name ?? code);
}

test("a PIN typed right behind the tap on a name reaches the pad whole, and stands nowhere else", async () => {
  const name = page.getByRole("button", { name: /cashier 1/ });
  await expect(page.getByRole("button", { name: /store-manager 1/ })).toBeVisible();
  await expect(page.getByText("Ao vivo")).toBeVisible();
  await hurry(page, testPin, byHand, name);
  await expect(page.getByText(`${testPin.length} algarismos`)).toHaveCount(1);
  expect(await page.locator("body").innerText()).not.toContain(testPin);
  for (const field of await page.locator("input").all()) await expect(field).toHaveValue("");
  await page.keyboard.press("Enter");
  await openDrawer(page, 10_000);
  await expect(searchBox()).toHaveValue("");
});

test("a PIN typed while the lock comes up is complete, for whoever was in last", async () => {
  await hurry(page, testPin, byHand, page.getByRole("button", { name: /cashier 1/ }));
  await expect(page.getByText(`${testPin.length} algarismos`)).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
  await expect(searchBox()).toHaveValue("");
});

for (const focused of [true, false]) {
  test(`five codes typed without a pause are five lines, with the search box ${focused ? "focused" : "left"}`, async () => {
    const codes = (await seededCodes(product)).slice(focused ? 0 : 5, focused ? 5 : 10);
    const names = await namesOf(codes);
    if (focused) await searchBox().click();
    else await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await hurry(page, codes.map((code) => `${code}\r`).join(""), byHand);
    await expect(cartLines(page)).toHaveCount(focused ? 5 : 10);
    const text = await cartText();
    for (const name of names) expect(text).toContain(name);
    await expect(searchBox()).toHaveValue("");
  });
}

test("keys behind an entered code stay: a search, a scan with its quantity, and one that is still looked up", async () => {
  const [first = "", second = ""] = (await seededCodes(product)).slice(10);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await hurry(page, `${first}\rfeij`, byHand);
  await expect(cartLines(page)).toHaveCount(11);
  await expect(searchBox()).toHaveValue("feij");
  await searchBox().fill("");
  await hurry(page, "3*", byHand);
  await scan(page, second);
  await expect(cartLines(page)).toHaveCount(12);
  await expect(cartLines(page).filter({ hasText: (await namesOf([second]))[0] ?? "" })).toContainText("3");
  await expect(searchBox()).toHaveValue("");
});

test("text that several products match, typed over by the next code, is told and not dropped", async () => {
  const [code = ""] = (await seededCodes(product)).slice(12);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await hurry(page, `feijao\r${code}\r`, byHand);
  await expect(cartLines(page)).toHaveCount(13);
  await expect(page.getByRole("alert")).toContainText("“feijao” não foi incluído");
  await expect(searchBox()).toHaveValue("");
});

test("a weight typed right behind its code is the weight, and nothing of it stays in the search box", async () => {
  const [kilos] = await product.sql<{ sku: string }>("SELECT sku FROM product WHERE unit = 'kg' ORDER BY sku LIMIT 1");
  await searchBox().click();
  await hurry(page, `${kilos?.sku ?? ""}\r1,25`, byHand);
  const weight = page.getByRole("dialog").getByRole("textbox");
  await expect(weight).toHaveValue("1,25");
  await expect(weight).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cartLines(page)).toHaveCount(14);
  await expect(searchBox()).toHaveValue("");
});

test("a name typed right behind the key that parks a sale is the name", async () => {
  await searchBox().click();
  await page.keyboard.press("F8");
  await hurry(page, "Dona Ana", byHand);
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveValue("Dona Ana");
  await page.keyboard.press("Enter");
  await expect(cartLines(page)).toHaveCount(0);
  await expect(searchBox()).toHaveValue("");
  // The first thing of a sale, still being looked up, is there to be parked.
  const [code = ""] = (await seededCodes(product)).slice(13);
  await scan(page, code);
  await page.keyboard.press("F8");
  await expect(page.getByRole("dialog", { name: "Guardar esta venda" })).toBeVisible();
});

test("codes scanned right behind the PIN are in the sale, however busy the tablet is with its data", async () => {
  const [first = "", second = ""] = (await seededCodes(product)).slice(14);
  await page.reload();
  await expect(page.getByText("Ao vivo")).toBeVisible();
  await expect(page.getByRole("button", { name: /cashier 1/ })).toBeVisible();
  const letGo = await holdTable(page, "cash_session");
  await comeIn(page, /cashier 1/, testPin);
  await scan(page, first);
  await scan(page, second);
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeHidden();
  await letGo();
  await expect(cartLines(page)).toHaveCount(3);
  const text = await cartText();
  for (const name of await namesOf([first, second])) expect(text).toContain(name);
  await expect(page.getByText(`Código ${first} lido`)).toBeHidden();
});
