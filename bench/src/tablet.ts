import { openTablet, type Tablet } from "@balcao/e2e/browser";
import { importRealCatalog, scannable, seededCodes } from "@balcao/e2e/catalog";
import { comeIn, enrol, finish, installed, openDrawer, scan, syncState } from "@balcao/e2e/counter";
import { startNetwork } from "@balcao/e2e/network";
import { freePort } from "@balcao/e2e/ports";
import { startProduct } from "@balcao/e2e/product";
import { seedTestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import type { Page } from "playwright";
import { watchFirstCopy } from "./first-copy.ts";
import type { Outcome } from "./report.ts";
import { halfAndMost, ms } from "./statistics.ts";
import { listenEarly, readWatch, startWatch } from "./watch.ts";

const scans = 100;
const sales = 40;

/**
 * A tablet in a real Chromium: the first copy of its catalogue, scans and sales without a network. `products` makes a
 * catalogue of that size; null takes the real price lists.
 */
export async function tablet(products: number | null): Promise<Outcome> {
  const publicPort = await freePort();
  const product = await startProduct({ publicPort });
  const network = await startNetwork(publicPort, () => product.port);
  const chain = await seedTestChain(product.databaseUrl, { products: products ?? 100 });
  if (products === null && importRealCatalog(product, ["01"]) === 0)
    throw new Error("The real price lists are not here.");
  const browser = await openTablet();
  const { page } = browser;
  await page.addInitScript(listenEarly);
  const copy = await watchFirstCopy(page);
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Bench");
  const first = await copy.finished();
  await comeIn(page, /cashier/, testPin);
  await openDrawer(page, 10_000);
  await syncState(page).filter({ hasText: "Ao vivo" }).waitFor({ timeout: 120_000 });
  await installed(page);
  const codes = (await (products === null ? scannable(product) : seededCodes(product))).filter(
    (_, index) => index % 7 === 0,
  );
  await network.cut();
  const scanned = await measureScans(browser, codes);
  await discardCart(page);
  const sold = await measureSales(browser, codes);
  await browser.discard();
  await product.stop();
  const label = products === null ? "the real price list" : `${products.toLocaleString("en")} products`;
  return {
    name: `Tablet with ${label}`,
    lines: [
      { what: "first copy: until the first product can be sold", result: ms(first.sellable) },
      { what: `first copy: whole (${first.rows.toLocaleString("en")} rows)`, result: ms(first.whole) },
      {
        what: "first copy: until the server, which nobody had asked before, has built both copies",
        result: ms(first.built),
      },
      { what: "first copy: bytes over the network", result: `${(first.bytes / 1e6).toFixed(1)} MB` },
      {
        what: `scan to line in the cart, p50 / p95 of ${scans}`,
        result: halfAndMost(scanned),
        aim: "p95 under 50 ms",
      },
      {
        what: `tap to durable, offline, p50 / p95 of ${sales}`,
        result: halfAndMost(sold.durable),
        aim: "p95 under 60 ms",
      },
      { what: `tap to shown, offline, p50 / p95 of ${sales}`, result: halfAndMost(sold.shown) },
    ],
    raw: { first, scanned, sold },
  };
}

async function discardCart(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Mais ações da venda" }).click();
  await page.getByRole("menuitem", { name: "Descartar venda" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Descartar venda" }).click();
}

/** From the scanner's last key to the change of the cart that shows one more unit. */
async function measureScans({ page }: Tablet, codes: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < scans; n += 1) {
    await startWatch(page, { from: "keydown", selector: "section[aria-label='Venda']", until: "" });
    await scan(page, codes[n % codes.length] ?? "");
    times.push(await readWatch(page));
    await page.waitForTimeout(30);
  }
  return times;
}

/** From the tap that ends a sale until it is on disk twice, and until the screen says so. */
async function measureSales({ page }: Tablet, codes: readonly string[]): Promise<SaleTimes> {
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

interface SaleTimes {
  readonly durable: readonly number[];
  readonly shown: readonly number[];
}
