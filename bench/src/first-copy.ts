import { syncedTableNames } from "@balcao/shared/sync/tables";
import type { Page } from "playwright";

export interface FirstCopy {
  /** Milliseconds from the answer to the enrolment until a product and a price are on disk. */
  readonly sellable: number;
  /** Milliseconds until every scope is. */
  readonly whole: number;
  /** Milliseconds of the longest task of the page on the way. */
  readonly longestTask: number;
  readonly rows: number;
  /** As they came over the network, compressed. */
  readonly bytes: number;
}

/** Watches a tablet from its enrolment on until it holds everything. */
export async function watchFirstCopy(page: Page): Promise<{ readonly finished: () => Promise<FirstCopy> }> {
  let began = 0;
  let bytes = 0;
  let rows = 0;
  const counting: Promise<void>[] = [];
  page.on("response", (response) => {
    if (response.url().includes("identity.enrolDevice")) began = Date.now();
    if (!response.url().includes("/api/sync/snapshot/")) return;
    counting.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => {
          bytes += responseBodySize;
        }),
    );
    // The chunks' own bodies are left alone: to bring them here would cost the browser as much again.
    if (/snapshot\/[0-9a-f-]{36}(\?|$)/.test(response.url()))
      counting.push(
        response.json().then((manifest: { rows: number }) => {
          rows += manifest.rows;
        }),
      );
  });
  return {
    finished: async () => {
      while (began === 0) await page.waitForTimeout(20);
      const { sellable, whole, longestTask } = await page.evaluate(watchDatabase);
      await Promise.allSettled(counting);
      return { sellable: sellable - began, whole: whole - began, longestTask, rows, bytes };
    },
  };
}

/** Runs in the page: looks at the local database until it is whole. */
async function watchDatabase(): Promise<{ sellable: number; whole: number; longestTask: number }> {
  let longestTask = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  tasks.observe({ type: "longtask" });
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const open = indexedDB.open("balcao");
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const has = async (table: string) => {
    const range = IDBKeyRange.bound([table], [table, []]);
    return (await ask(db.transaction("packed").objectStore("packed").getKey(range))) !== undefined;
  };
  let sellable = 0;
  for (;;) {
    if (sellable === 0 && (await has("product")) && ((await has("list_price")) || (await has("store_price"))))
      sellable = Date.now();
    const cursor = (await ask(db.transaction("meta").objectStore("meta").get("cursor"))) as
      | { value: { scopes: object } }
      | undefined;
    if (cursor !== undefined && Object.keys(cursor.value.scopes).length === 2) {
      db.close();
      tasks.disconnect();
      return { sellable, whole: Date.now(), longestTask };
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** How many rows of the server's a page's local database holds. */
export function keptRows(page: Page): Promise<number> {
  return page.evaluate(async (tables) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open("balcao");
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    let rows = 0;
    for (const table of tables) rows += await ask(db.transaction(table).objectStore(table).count());
    const records = (await ask(db.transaction("packed").objectStore("packed").getAll())) as {
      gzip: Uint8Array<ArrayBuffer>;
    }[];
    for (const { gzip } of records) {
      const text = new Response(gzip).body?.pipeThrough(new DecompressionStream("gzip"));
      rows += ((await new Response(text).json()) as { versions: unknown[] }).versions.length;
    }
    return rows;
  }, syncedTableNames);
}
