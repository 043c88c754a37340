import { readFileSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, expect, type Page } from "playwright/test";
import { comeIn, enrol, type Login, openDrawer } from "./counter.ts";
import type { Product } from "./product.ts";

/** What the first start of the demo prints and keeps. */
export interface DemoAccess {
  readonly people: readonly (Login & { readonly role: string; readonly name: string })[];
  readonly operators: readonly { readonly role: string; readonly name: string; readonly pin: string }[];
}

/** The logins and PINs of a product that was started with its demo. */
export function demoAccess(product: Product): DemoAccess {
  return JSON.parse(readFileSync(path.join(product.folder, "demo.json"), "utf8")) as DemoAccess;
}

/** The first person of a role. */
export function personOf(access: DemoAccess, role: string): Login {
  const person = access.people.find((one) => one.role === role);
  if (person === undefined) throw new Error(`the demo has no ${role}`);
  return person;
}

/** Who works at the counter of the demo's first shop, as its tablet lists them. */
export interface DemoTablet {
  readonly page: Page;
  readonly cashier: { readonly name: string; readonly pin: string };
}

/** A browser of the demo, enrolled in its first shop: it asks who is at the counter. */
export async function enrolDemo(
  browser: Browser,
  product: Product,
  options: BrowserContextOptions = {},
): Promise<DemoTablet> {
  const access = demoAccess(product);
  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await enrol(page, `http://localhost:${product.port}`, personOf(access, "administrator"), /Aurora Centro/, "Caixa 1");
  await expect(page.getByRole("heading", { name: "Quem está no balcão?" })).toBeVisible();
  const names = await page.getByRole("button").allInnerTexts();
  const cashier = access.operators.find(({ name }) => names.some((text) => text.startsWith(name)));
  if (cashier === undefined) throw new Error(`no operator of the demo among ${names.join(", ")}`);
  return { page, cashier };
}

/** The same with somebody in and a drawer open, so that it can sell. */
export async function openDemo(
  browser: Browser,
  product: Product,
  options: BrowserContextOptions = {},
): Promise<DemoTablet> {
  const tablet = await enrolDemo(browser, product, options);
  await comeIn(tablet.page, new RegExp(`^${tablet.cashier.name}`), tablet.cashier.pin);
  await openDrawer(tablet.page, 15_000);
  return tablet;
}
