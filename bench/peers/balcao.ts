import type { PriceRow } from "@balcao/shared/catalog/rows";
import type { Tablet } from "@balcao/e2e/browser";
import { comeIn, enrol, syncState } from "@balcao/e2e/counter";
import { syncedRows } from "@balcao/e2e/local-data";
import { freePort } from "@balcao/e2e/ports";
import { startProduct } from "@balcao/e2e/product";
import { seedTestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { watchFirstCopy } from "../src/first-copy.ts";
import { listenToPrices, waitForTransaction } from "./balcao-page.ts";
import type { Change, Contender } from "./contender.ts";
import { moment, type Write } from "./peer.ts";
import { serveFiles } from "./page-server.ts";
import { startWire } from "./wire.ts";

type Cookies = Awaited<ReturnType<Tablet["context"]["cookies"]>>;

/** A page of the app's origin without the app. */
const blank = "/blank";

/** Balcão itself: its server, its app, and the sync engine in it. Its prices are rows of their own. */
export async function startBalcao(products: number): Promise<Contender> {
  const publicPort = await freePort();
  const product = await startProduct({ publicPort });
  const blankPage = await serveFiles({ [blank]: ["text/html", "<!doctype html>"] });
  const wire = await startWire({
    port: publicPort,
    server: () => product.port,
    page: { port: blankPage.port, isPage: (path) => path === blank },
    // The app's own files and the signing in are not the engine's. The sockets carry the live deltas.
    isCounted: (path) => path.startsWith("/api/sync/") || path.startsWith("/api/trpc/sync.") || path === "/api/trpc",
  });
  const chain = await seedTestChain(product.databaseUrl, { products, customers: 0, openingStock: 0 });
  let tablets = 0;
  let cookies: Cookies = [];
  const idAt = (position: number) => chain.priceIds[position] ?? "";
  const reprice = (changes: readonly Change[]) =>
    product.sql(
      "UPDATE price SET amount = p.amount FROM unnest($1::uuid[], $2::int[]) AS p(id, amount) WHERE price.id = p.id",
      [changes.map(({ position }) => idAt(position)), changes.map(({ price }) => price)],
    );
  // As a node tells the others behind its own commit (docs/adr/0023-nodes-wake-each-other.md).
  const wake = () => product.sql("SELECT pg_notify('balcao_commit', 'bench')");
  return {
    wire,
    firstSync: async ({ page }: Tablet) => {
      tablets += 1;
      const copy = await watchFirstCopy(page);
      let began = 0;
      page.on("response", (response) => {
        if (response.url().includes("identity.enrolDevice")) began = moment();
      });
      await enrol(page, wire.origin, chain.people.administrator, /Store 01/, `Tablet ${tablets}`);
      const { sellable, whole, longestTask } = await copy.finished();
      cookies = await page.context().cookies();
      return { opened: began, began, first: began + sellable, whole: began + whole, longestTask };
    },
    kept: async ({ page }) => {
      await page.goto(wire.origin + blank);
      const rows = await syncedRows<PriceRow>(page, "list_price");
      // Of a product whose price has ended a row is left that has none.
      const prices = rows.flatMap(({ periods }) => periods.map(({ amount }) => amount));
      return { rows: prices.length, prices: prices.reduce((sum, amount) => sum + amount, 0) };
    },
    comeBack: async ({ page, context }) => {
      // Chromium writes cookies half a minute late, and the browser was killed before.
      await context.addCookies(cookies);
      const [state] = await product.sql<{ until: string }>(
        "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS until",
      );
      await page.goto(`${wire.origin}/counter`, { waitUntil: "commit" });
      return page.evaluate(waitForTransaction, {
        scope: chain.organizationId,
        until: state?.until ?? "",
        patience: 120_000,
      });
    },
    reprice: async (changes) => {
      await reprice(changes);
    },
    remove: async (positions) => {
      // As the app ends prices; it deletes none.
      await product.sql("UPDATE price SET closed_at = now() WHERE id = ANY($1::uuid[])", [positions.map(idAt)]);
    },
    watch: async ({ page }) => {
      await comeIn(page, /cashier/, testPin);
      await syncState(page).filter({ hasText: "Ao vivo" }).waitFor({ timeout: 60_000 });
      await page.evaluate(listenToPrices);
    },
    write: async (changes, perSecond) => {
      const writes: Write[] = [];
      const began = performance.now();
      for (const [n, change] of changes.entries()) {
        const wait = began + (n * 1000) / perSecond - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        const sent = moment();
        await reprice([change]);
        writes.push({ id: chain.productIds[change.position] ?? "", sent, committed: moment() });
        await wake();
      }
      return writes;
    },
    seen: async ({ page }) => new Map(await page.evaluate(() => globalThis.pricesSeen)),
    stop: async () => {
      await product.stop();
      await wire.close();
      blankPage.close();
    },
  };
}
