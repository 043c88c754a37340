import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { seedTestChain } from "@balcao/db/testing/seed-test-chain";
import { testPin } from "@balcao/db/testing/test-secret";
import { commandVersion } from "@balcao/shared/sync/command-version";
import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import { expect, type Page } from "playwright/test";
import { openTablet } from "./browser.ts";
import { seededCodes } from "./catalog.ts";
import { comeIn, enrol, finish, installed, openDrawer, scan, sell, syncState, waiting } from "./counter.ts";
import { takeOff } from "./discount.ts";
import { localRows } from "./local-data.ts";
import { startNetwork } from "./network.ts";
import { freePort } from "./ports.ts";
import { startProduct } from "./product.ts";
import { closeDrawer } from "./till.ts";

// Keeps what a tablet of this release writes down, for every later server and app to understand: `pnpm release:tablet`
// after `pnpm build`, once per version of commands.

const folder = path.join(import.meta.dirname, "..", "..", "packages", "sync", "fixtures", `commands-${commandVersion}`);

/** Everything that the app has in its database. Of keys, what is public: the private half cannot be read. */
function databaseOf(page: Page): Promise<Record<string, unknown[]>> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open("balcao"));
    const names = [...db.objectStoreNames];
    const rows = await Promise.all(names.map((name) => done(db.transaction(name).objectStore(name).getAll())));
    db.close();
    return Object.fromEntries(names.map((name, index) => [name, rows[index] ?? []]));
  });
}

/** How many commands are not signed yet: it is done when they are to be sent, whether they arrive or not. */
async function unsealed(page: Page): Promise<number> {
  const entries = await localRows<OutboxEntry>(page, "outbox");
  return entries.filter(({ command }) => command.signature === null).length;
}

/** The journal's files, by name. */
function journalOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const files: Record<string, string> = {};
    for await (const handle of root.values()) {
      if (handle.kind === "file") files[handle.name] = await (await (handle as FileSystemFileHandle).getFile()).text();
    }
    return files;
  });
}

async function pays(page: Page, kind: "Pix" | "Cartão"): Promise<void> {
  await page.getByRole("radio", { name: kind }).click();
  await finish(page);
}

const port = await freePort();
const product = await startProduct({ publicPort: port });
const network = await startNetwork(port, () => product.port);
const tablet = await openTablet();
try {
  const chain = await seedTestChain(product.databaseUrl, { stores: 1, devicesPerStore: 0 });
  const [first = "", second = "", third = ""] = await seededCodes(product);
  const { page } = tablet;
  await enrol(page, network.origin, chain.people.administrator, /Store 01/, "Caixa 1");
  await comeIn(page, /store-manager 1/, testPin);
  await openDrawer(page, 10_000);
  await sell(page, [first]);
  await expect(syncState(page)).toContainText("Ao vivo", { timeout: 60_000 });
  await expect.poll(() => waiting(page)).toBe(0);
  await installed(page);
  await network.cut();
  await sell(page, [first, second, first]);
  await sell(page, [second], (at) => pays(at, "Pix"));
  await sell(page, [third], (at) => pays(at, "Cartão"));
  await scan(page, first);
  await takeOff(page, "line", "Porcentagem", "12,5");
  await takeOff(page, "sale", "Valor", "0,30");
  await sell(page, []);
  await closeDrawer(page, 12_000);
  await expect.poll(() => waiting(page)).toBe(5);
  await expect.poll(() => unsealed(page), { timeout: 90_000 }).toBe(0);
  mkdirSync(folder, { recursive: true });
  const kept = { database: await databaseOf(page), journal: await journalOf(page) };
  writeFileSync(path.join(folder, "tablet.json"), `${JSON.stringify(kept, null, 1)}\n`);
} finally {
  await tablet.discard();
  await network.close();
  await product.stop();
}
