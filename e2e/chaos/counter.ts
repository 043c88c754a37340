import { plainRow } from "@balcao/sync/client/stored-row";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect } from "playwright/test";
import { openTablet, type Tablet } from "../src/browser.ts";
import { seededCodes } from "../src/catalog.ts";
import { cartLines, comeIn, enrol, installed, openDrawer, scan, syncState, waiting } from "../src/counter.ts";
import { localRows, syncedRows } from "../src/local-data.ts";
import type { Network } from "../src/network.ts";
import type { Product } from "../src/product.ts";
import type { Ledger } from "./ledger.ts";
import type { Peer } from "./peer.ts";

/** A tablet with a screen: the built app in a real Chromium, worked like a person does. */
export interface Counter extends Peer {
  readonly tablet: () => Tablet;
  /** Taps a sale up to the button that ends it, whatever was in the cart. Resolves when the button was tapped. */
  readonly finishSale: () => Promise<void>;
  /** Goes on behind a receipt. */
  readonly next: () => Promise<void>;
  /** Sells one product and waits for the receipt. */
  readonly sell: () => Promise<void>;
  /** Kills what is left of the browser, starts it again on its profile and comes back to the counter. */
  readonly reopen: (between?: (tablet: Tablet) => Promise<void> | void) => Promise<void>;
  /** Loads the app again in the browser that runs. */
  readonly comeBack: () => Promise<void>;
}

export interface CounterOptions {
  readonly product: Product;
  readonly network: Network;
  readonly chain: TestChain;
  readonly ledger: Ledger;
  /** The folder in which the browser's profile is made. */
  readonly parent: string;
}

/** Starts a browser, enrols it in the first store and opens a drawer. */
export async function openCounter({ product, network, chain, ledger, parent }: CounterOptions): Promise<Counter> {
  const codes = await seededCodes(product);
  let sold = 0;
  let tablet = await openTablet({ parent });
  const page = () => tablet.page;
  const payButton = () => page().getByRole("button", { name: /^Pagar/ });

  async function comeBack(): Promise<void> {
    await page().goto(network.origin);
    await comeIn(page(), /cashier 1/, testPin);
    await expect(payButton()).toBeVisible();
  }

  async function finishSale(): Promise<void> {
    if ((await cartLines(page()).count()) === 0) await scan(page(), codes[(sold * 7) % codes.length] ?? "");
    sold += 1;
    await expect(payButton()).toBeEnabled();
    await payButton().click();
    const button = page().getByRole("button", { name: "Finalizar venda" });
    await expect(button).toBeVisible();
    // A second tap right after another counts as the same one; a person is slower.
    await page().waitForTimeout(700);
    await button.click();
  }

  async function next(): Promise<void> {
    await page().getByRole("button", { name: "Nova venda" }).click();
    await expect(payButton()).toBeVisible();
  }

  await noteReceipts(tablet, ledger);
  await enrol(page(), network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page(), /cashier 1/, testPin);
  await openDrawer(page(), 10_000);
  await expect(syncState(page())).toContainText("Ao vivo", { timeout: 60_000 });
  await expect.poll(() => waiting(page())).toBe(0);
  await installed(page());
  // Chromium keeps new cookies in memory for up to half a minute, that of the enrolment too: a browser killed before is not
  // enrolled any more, and waits with its queue until it is.
  await tablet.close();
  tablet = await tablet.reopen();
  await noteReceipts(tablet, ledger);
  await comeBack();
  return {
    storeId: chain.stores[0]?.id ?? "",
    describe: async () => `the browser, ${await syncState(page()).innerText()}`,
    outbox: () => localRows(page(), "outbox"),
    pending: async () => (await localRows(page(), "pending")).length + (await localRows(page(), "base")).length,
    rows: async (table) => {
      const rows = (await syncedRows<{ id: string } & Record<string, never>>(page(), table)).map(plainRow);
      return rows.toSorted((a, b) => (a["id"] < b["id"] ? -1 : 1));
    },
    tablet: () => tablet,
    finishSale,
    next,
    sell: async () => {
      const before = ledger.receipts.length;
      await finishSale();
      await next();
      await expect.poll(() => ledger.receipts.length).toBeGreaterThan(before);
    },
    reopen: async (between) => {
      await tablet.kill();
      await between?.(tablet);
      tablet = await tablet.reopen();
      await noteReceipts(tablet, ledger);
      await comeBack();
    },
    comeBack,
  };
}

/** Notes each receipt number at the moment when a screen of the browser shows that its sale is done. */
async function noteReceipts({ context }: Tablet, ledger: Ledger): Promise<void> {
  await context.exposeFunction("chaosShown", (receipt: string) => {
    if (!ledger.receipts.includes(receipt)) ledger.receipts.push(receipt);
  });
  await context.addInitScript(() => {
    const look = () => {
      const done = [...document.querySelectorAll("h1, h2")].some((one) => one.textContent === "Venda finalizada");
      const receipt = done ? /\d+-[A-Z]\d+-\d{6}/.exec(document.body.innerText)?.[0] : undefined;
      const { chaosShown } = globalThis as unknown as { chaosShown: (receipt: string) => void };
      if (receipt !== undefined) chaosShown(receipt);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}
