import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import pg from "pg";
import { expect, type Page, test } from "playwright/test";
import { violations } from "../src/accessibility.ts";
import { openTablet, type Tablet } from "../src/browser.ts";
import { comeIn, enrol, openDrawer, sell, signIn, syncState, waiting } from "../src/counter.ts";
import { importRealCatalog, scannable } from "../src/catalog.ts";
import { localRows } from "../src/local-data.ts";
import type { Network } from "../src/network.ts";
import { type NetworkedProduct, startNetworkedProduct } from "../src/networked-product.ts";
import type { Product } from "../src/product.ts";

let scene: NetworkedProduct;
let network: Network;
let product: Product;
let chain: TestChain;
let tablet: Tablet;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  scene = await startNetworkedProduct({ products: 60 });
  ({ product, network, chain } = scene);
  importRealCatalog(product, ["01"]);
});

test.afterAll(async () => {
  await tablet.discard();
  await scene.stop();
});

interface Sent {
  readonly command: { readonly name: string; readonly previousHash: string | null; readonly signature: string | null };
}

test("sales without a network are signed with a key that nobody can take away, and a fault is shown and marked", async () => {
  test.setTimeout(300_000);
  const [code = ""] = await scannable(product);
  tablet = await openTablet();
  const { page } = tablet;
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page, /cashier 1/, testPin);
  await openDrawer(page, 10_000);
  await expect(syncState(page)).toContainText("Ao vivo", { timeout: 120_000 });

  await test.step("the private key cannot be exported", async () => {
    expect(await exportKey(page)).toEqual({ extractable: false, refused: "InvalidAccessError" });
  });

  await test.step("what is sold without a network waits unsigned, and is signed when it leaves", async () => {
    await network.cut();
    for (let n = 0; n < 3; n += 1) await sell(page, [code]);
    await network.heal();
    await expect.poll(() => waiting(page), { timeout: 60_000 }).toBe(0);
    const sales = (await localRows<Sent>(page, "outbox")).filter(({ command }) => command.name === "sales.record");
    expect(sales).toHaveLength(3);
    for (const { command } of sales) expect(command.signature).toMatch(/^[\w-]{43}\.[\w-]{86}$/);
  });

  await test.step("the office sees a sound chain, then a fault", async () => {
    const owner = new pg.Client({ connectionString: product.databaseUrl });
    await owner.connect();
    try {
      const { rows } = await owner.query(
        `SELECT device_id, count(*)::int AS links, (SELECT count(*)::int FROM chain_fault) AS faults
         FROM command_link GROUP BY device_id`,
      );
      expect(rows).toMatchObject([{ links: 4, faults: 0 }]);
      // Somebody takes the newest link away; what comes next follows nothing.
      await owner.query("DELETE FROM command_link WHERE sequence = (SELECT max(sequence) FROM command_link)");
      await sell(page, [code]);
      await expect
        .poll(async () => (await owner.query("SELECT FROM chain_fault")).rowCount, { timeout: 30_000 })
        .toBe(1);
      await seeFault((rows[0] as { device_id: string }).device_id);
      expect((await owner.query("SELECT FROM chain_fault WHERE seen_by IS NOT NULL")).rowCount).toBe(1);
    } finally {
      await owner.end();
    }
  });
});

/** The manager, at another computer, reads what is wrong on the tablet's page and says that it was seen. */
async function seeFault(deviceId: string): Promise<void> {
  const office = await openTablet();
  try {
    await signIn(office.page, network.origin, chain.people["store-manager"]);
    await office.page.goto(`${network.origin}/office/devices`);
    await expect(
      office.page.getByRole("navigation", { name: "Áreas" }).getByRole("link", { name: /^Tablets/ }),
    ).toContainText("1 falha");
    await office.page.getByRole("button", { name: /Com falhas/ }).click();
    await expect(office.page.getByRole("main")).toContainText("1 falha");
    await seeOnPhone(office.page);
    await office.page.goto(`${network.origin}/office/devices/${deviceId}`);
    const faults = office.page.getByRole("list", { name: "Falhas na assinatura" });
    await expect(faults).toContainText("falta algo");
    expect(await violations(office.page, "everything")).toEqual([]);
    await faults.getByRole("button", { name: /Marcar como vista/ }).click();
    await expect(faults).toContainText("Vista");
    await expect(faults.getByRole("button")).toHaveCount(0);
    await expect(
      office.page.getByRole("navigation", { name: "Áreas" }).getByRole("link", { name: "Tablets", exact: true }),
    ).toBeVisible();
  } finally {
    await office.discard();
  }
}

/** On a manager's phone, whose list has no columns, the fault stands beside the tablet's name. */
async function seeOnPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  const row = page.getByRole("grid", { name: "Tablets" }).getByRole("row", { name: /Caixa 1/ });
  await expect(row.getByText("1 falha")).toBeInViewport({ ratio: 1 });
  expect(await violations(page, "everything")).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** What the browser says when a script asks for the key that signs. */
function exportKey(page: Tablet["page"]): Promise<{ extractable: boolean; refused: string }> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open("balcao");
      open.onerror = () => reject(open.error);
      open.onsuccess = () => resolve(open.result);
    });
    const row = await new Promise<{ value: { handle: CryptoKey } }>((resolve) => {
      const get = db.transaction("meta").objectStore("meta").get("signingKey");
      get.onsuccess = () => resolve(get.result as { value: { handle: CryptoKey } });
    });
    db.close();
    const { handle } = row.value;
    const refused = await crypto.subtle.exportKey("jwk", handle).then(
      () => "nothing",
      (error: unknown) => (error instanceof DOMException ? error.name : "another error"),
    );
    return { extractable: handle.extractable, refused };
  });
}
