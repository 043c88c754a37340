import type { TestChainOptions } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import type { Browser, Page } from "playwright/test";
import { seededCodes } from "./catalog.ts";
import { comeIn, enrol, installed, openDrawer } from "./counter.ts";
import { type NetworkedProduct, startNetworkedProduct } from "./networked-product.ts";

/** A tablet that sells, with the network in the test's hands. */
export interface CounterScene extends NetworkedProduct {
  readonly page: Page;
  /** Barcodes of pieces, in the order of their products. */
  readonly codes: readonly string[];
}

/** Starts a shop and a tablet of it: the app is stored, the cashier is in, and a drawer is open with R$ 100. */
export async function startCounter(browser: Browser, chainOptions: TestChainOptions): Promise<CounterScene> {
  const networked = await startNetworkedProduct({ devicesPerStore: 0, ...chainOptions });
  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await enrol(page, networked.network.origin, networked.chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page, /cashier 1/, testPin);
  await openDrawer(page, 10_000);
  await installed(page);
  const stop = async () => {
    await context.close();
    await networked.stop();
  };
  return { ...networked, page, codes: await seededCodes(networked.product), stop };
}
