import { finish, scan } from "@balcao/e2e/counter";
import type { Page } from "playwright";
import { readWatch, startWatch } from "./watch.ts";

export const scans = 100;
export const sales = 40;
export const searches = 30;

/** Empties the open cart. */
export async function discardCart(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Mais ações da venda" }).click();
  await page.getByRole("menuitem", { name: "Descartar venda" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Descartar venda" }).click();
}

/** From the scanner's last key to the change of the cart that shows one more unit. */
export async function measureScans(page: Page, codes: readonly string[], count = scans): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    await startWatch(page, { from: "keydown", selector: "section[aria-label='Venda']", until: "" });
    await scan(page, codes[n % codes.length] ?? "");
    times.push(await readWatch(page));
    await page.waitForTimeout(30);
  }
  return times;
}

/** From the tap that ends a sale until it is on disk twice, and until the screen says so. */
export async function measureSales(page: Page, codes: readonly string[]): Promise<SaleTimes> {
  const durable: number[] = [];
  const shown: number[] = [];
  for (let n = 0; n < sales; n += 1) {
    await scan(page, codes[n % codes.length] ?? "");
    await page.getByRole("button", { name: /^Pagar/ }).click();
    await page.getByRole("button", { name: "Finalizar venda" }).waitFor();
    await startWatch(page, { from: "pointerup", selector: "body", until: "Venda finalizada" });
    await finish(page);
    shown.push(await readWatch(page));
    durable.push(await sinceTap(page));
    await page.getByRole("button", { name: "Nova venda" }).click();
    await page.getByRole("button", { name: /^Pagar/ }).waitFor();
  }
  return { durable, shown };
}

/** From the tap to the mark that the app leaves when a command is on disk twice. */
function sinceTap(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [mark] = performance.getEntriesByName("balcao.durable");
    return (mark?.startTime ?? Number.NaN) - Number(document.documentElement.dataset["pointerup"]);
  });
}

export interface SaleTimes {
  readonly durable: readonly number[];
  readonly shown: readonly number[];
}

/** From a name's first letter in the search field, which finds the most, to the products that it leaves. */
export async function measureSearches(page: Page, names: readonly string[]): Promise<number[]> {
  const field = page.getByRole("searchbox", { name: "Buscar ou escanear" });
  const times: number[] = [];
  for (let n = 0; n < searches; n += 1) {
    await field.click();
    await startWatch(page, { from: "input", selector: "section[aria-label='Produtos']", until: "" });
    await page.keyboard.type((names[n % names.length] ?? "").slice(0, 1));
    times.push(await readWatch(page));
    await field.fill("");
    await page.waitForTimeout(300);
  }
  return times;
}
