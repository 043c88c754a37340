import { openTablet, type Tablet } from "@balcao/e2e/browser";
import { importRealCatalog, scannable, seededCodes } from "@balcao/e2e/catalog";
import { comeIn, enrol, installed, openDrawer, syncState } from "@balcao/e2e/counter";
import { startNetwork } from "@balcao/e2e/network";
import { freePort } from "@balcao/e2e/ports";
import { type Product, startProduct } from "@balcao/e2e/product";
import { seedTestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import type { Page } from "playwright";
import { type FirstCopy, keptRows, watchFirstCopy } from "./first-copy.ts";
import type { Line, Outcome } from "./report.ts";
import {
  discardCart,
  measureSales,
  measureScans,
  measureSearches,
  sales,
  type SaleTimes,
  scans,
  searches,
} from "./selling.ts";
import { halfAndMost, ms } from "./statistics.ts";
import { listenEarly } from "./watch.ts";

/** How much slower than this machine a cheap tablet's processor is taken to be. */
const throttled = 4;
const reopenings = 5;

/**
 * A tablet in a real Chromium: the first copy of its catalogue, scans, searches and sales without a network, with the
 * machine's processor and a slower one, and the next morning. `products` makes a catalogue of that size; null takes the real
 * price lists.
 */
export async function tablet(products: number | null): Promise<Outcome> {
  const publicPort = await freePort();
  const product = await startProduct({ publicPort });
  const network = await startNetwork(publicPort, () => product.port);
  const chain = await seedTestChain(product.databaseUrl, { products: products ?? 100 });
  if (products === null && importRealCatalog(product, ["01"]) === 0)
    throw new Error("The real price lists are not here.");
  const login = chain.people.administrator;
  const enrolTablet = async (page: Page, name: string) => {
    await page.addInitScript(listenEarly);
    const copy = await watchFirstCopy(page);
    await enrol(page, network.origin, login, /Store 01/, name);
    return copy.finished();
  };
  const browser = await openTablet();
  const { page } = browser;
  const cold = await enrolTablet(page, "First");
  const { warm, kept } = await secondTablet(network.origin, (other) => enrolTablet(other, "Second"));
  await comeIn(page, /cashier/, testPin);
  await openDrawer(page, 10_000);
  await syncState(page).filter({ hasText: "Ao vivo" }).waitFor({ timeout: 120_000 });
  await installed(page);
  const codes = await codesOf(product, products);
  const names = await namesOf(product);
  await network.cut();
  const usual = await measureSelling(page, codes, names);
  const slow = await slowly(page, () => measureSelling(page, codes, names));
  const mornings = await reopen(browser, network.origin, codes);
  await product.stop();
  const label = products === null ? "the real price list" : `${products.toLocaleString("en")} products`;
  return {
    name: `Tablet with ${label}`,
    lines: [
      ...copyLines(cold, warm, kept),
      ...sellingLines("", usual, ["50", "60", ""]),
      ...sellingLines(`processor slowed ${throttled} times: `, slow, ["50", "60", "100"]),
      {
        what: `opened again without a network, p50 / p95 of ${reopenings}: until the operators stand there`,
        result: halfAndMost(mornings.map(({ ready }) => ready)),
      },
      {
        what: "until the first scan behind the PIN has its line",
        result: halfAndMost(mornings.map(({ scanned }) => scanned)),
        aim: "both under 400 ms",
      },
    ],
    raw: { cold, warm, kept, usual, slow, mornings },
  };
}

/** A tablet that comes when the server has its copies: killed the moment it is whole, and looked at again. */
async function secondTablet(
  origin: string,
  enrolTablet: (page: Page) => Promise<FirstCopy>,
): Promise<{ readonly warm: FirstCopy; readonly kept: number }> {
  const browser = await openTablet();
  const warm = await enrolTablet(browser.page);
  const again = await browser.reopen();
  await again.page.goto(`${origin}/health`);
  const kept = await keptRows(again.page);
  await again.discard();
  return { warm, kept };
}

async function codesOf(product: Product, products: number | null): Promise<string[]> {
  const codes = await (products === null ? scannable(product) : seededCodes(product));
  return codes.filter((_, index) => index % 7 === 0);
}

async function namesOf(product: Product): Promise<string[]> {
  const rows = await product.sql<{ name: string }>(
    "SELECT name FROM product WHERE name ~ '^[a-zA-Z]{4}' ORDER BY md5(id::text) LIMIT 30",
  );
  return rows.map(({ name }) => name);
}

interface Selling {
  readonly scanned: readonly number[];
  readonly searched: readonly number[];
  readonly sold: SaleTimes;
}

async function measureSelling(page: Page, codes: readonly string[], names: readonly string[]): Promise<Selling> {
  const scanned = await measureScans(page, codes);
  await discardCart(page);
  const searched = await measureSearches(page, names);
  return { scanned, searched, sold: await measureSales(page, codes) };
}

async function slowly<T>(page: Page, work: () => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: throttled });
  try {
    return await work();
  } finally {
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await session.detach();
  }
}

/** Killed in the evening, opened in the morning without a network. */
async function reopen(evening: Tablet, origin: string, codes: readonly string[]) {
  const times: { readonly ready: number; readonly scanned: number }[] = [];
  let browser = evening;
  for (let n = 0; n < reopenings; n += 1) {
    browser = await browser.reopen();
    const { page } = browser;
    await page.addInitScript(listenEarly);
    const began = performance.now();
    await page.goto(`${origin}/counter`, { waitUntil: "commit" });
    await page.getByRole("button", { name: /cashier/ }).waitFor();
    const ready = performance.now() - began;
    await comeIn(page, /cashier/, testPin);
    await page.getByRole("button", { name: /^Pagar/ }).waitFor();
    const [scanned = 0] = await measureScans(page, codes, 1);
    times.push({ ready, scanned });
    await discardCart(page);
  }
  await browser.discard();
  return times;
}

function copyLines(cold: FirstCopy, warm: FirstCopy, kept: number): Line[] {
  return [
    {
      what: "the chain's first tablet, whose copies the server makes then: the first product can be sold",
      result: ms(cold.sellable),
    },
    { what: "the first tablet: whole", result: ms(cold.whole) },
    {
      what: "a tablet that comes later: the first product can be sold",
      result: ms(warm.sellable),
      aim: "under 200 ms",
    },
    { what: `whole (${warm.rows.toLocaleString("en")} rows)`, result: ms(warm.whole), aim: "under 1500 ms" },
    { what: "rows that are there after it was killed at that moment", result: kept.toLocaleString("en") },
    { what: "bytes over the network", result: `${(warm.bytes / 1e6).toFixed(1)} MB` },
    {
      what: "longest task of the page meanwhile",
      result: warm.longestTask === 0 ? "none of 50 ms" : ms(warm.longestTask),
      aim: "under 50 ms",
    },
  ];
}

function sellingLines(prefix: string, { scanned, searched, sold }: Selling, aims: readonly string[]): Line[] {
  const lines = [
    { what: `scan to line in the cart, p50 / p95 of ${scans}`, samples: scanned },
    { what: `tap to durable, offline, p50 / p95 of ${sales}`, samples: sold.durable },
    { what: `letter to products, p50 / p95 of ${searches}`, samples: searched },
  ];
  return lines.map(({ what, samples }, index) => ({
    what: prefix + what,
    result: halfAndMost(samples),
    ...(aims[index] === "" ? {} : { aim: `p95 under ${aims[index]} ms` }),
  }));
}
