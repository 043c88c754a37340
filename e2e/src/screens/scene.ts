import { type Browser, type BrowserContextOptions, expect, type Page } from "playwright/test";
import { enrol, type Login, signIn } from "../counter.ts";
import { demoAccess, personOf } from "../demo.ts";
import { startProduct } from "../product.ts";
import { sizes } from "./screen.ts";
import type { Operator } from "./till.ts";

/** The demo chain with what its screens need: who comes in, and pages of a desk and a tablet. */
export interface Scene {
  readonly origin: string;
  readonly administrator: Login;
  /** Works in two chains. */
  readonly ofTwoChains: Login;
  readonly operator: Operator;
  /** A browser that nobody has used. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** A tablet of the first shop, just enrolled: it asks who is at the counter. */
  readonly tablet: Page;
  /** A desk with the administrator signed in. */
  readonly newDesk: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Starts the product with its demo. */
export async function startScene(browser: Browser): Promise<Scene> {
  const product = await startProduct({ demo: true });
  const origin = `http://localhost:${product.port}`;
  const access = demoAccess(product);
  const administrator = personOf(access, "administrator");
  const ofTwoChains = personOf(access, "store-manager");
  const operator = access.operators.find(({ name }) => name === "Bia Nogueira");
  if (operator === undefined) throw new Error("the demo has no Bia Nogueira");
  product.balcao("organization", "create", "--name", "Empório Boreal", "--slug", "emporio-boreal");
  await product.sql(
    `INSERT INTO member (id, organization_id, user_id, role) SELECT uuidv7(), o.id, u.id, 'buyer'
     FROM organization o, "user" u WHERE o.slug = 'emporio-boreal' AND u.email = $1`,
    [ofTwoChains.email],
  );
  const newPage = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      locale: "pt-BR",
      timezoneId: "America/Sao_Paulo",
      viewport: sizes.tablet,
      ...options,
    });
    context.setDefaultTimeout(15_000);
    return context.newPage();
  };
  // A finger, and no mouse: what only a keyboard's owner needs is not shown.
  const tablet = await newPage({ hasTouch: true });
  await enrol(tablet, origin, administrator, /Aurora Centro/, "Caixa 1");
  await expect(tablet.getByRole("heading", { name: "Quem está no balcão?" })).toBeVisible();
  return {
    origin,
    administrator,
    ofTwoChains,
    operator,
    newPage,
    tablet,
    newDesk: async () => {
      const page = await newPage();
      await signIn(page, origin, administrator);
      return page;
    },
    close: async () => {
      for (const context of browser.contexts()) await context.close();
      await product.stop();
    },
  };
}
