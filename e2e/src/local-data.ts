import { deviceTables } from "@balcao/shared/sync/tables";
import { Chunk, type CoveringRow, type PackedRecord } from "@balcao/sync/client/packed/chunk";
import type { Page } from "playwright/test";

/** Every record of a table of the tablet's database, as it lies there. */
export function localRows<T>(page: Page, table: string): Promise<T[]> {
  return page.evaluate(
    (name) =>
      new Promise<T[]>((resolve, reject) => {
        const open = indexedDB.open("balcao");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const db = open.result;
          const all = db.transaction(name).objectStore(name).getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            db.close();
            resolve(all.result as T[]);
          };
        };
      }),
    table,
  );
}

/** Every row of a synced table on the tablet, however it is kept. */
export async function syncedRows<T extends { readonly id: string }>(page: Page, table: string): Promise<T[]> {
  const over = await localRows<CoveringRow>(page, table);
  if (deviceTables[table]?.packed !== true) return over as unknown as T[];
  const copies = await localRows<{ readonly table: string; readonly copy: string }>(page, "packed_copy");
  const shown = copies.find((copy) => copy.table === table)?.copy;
  const records = (await localRows<PackedRecord>(page, "packed")).filter((record) => record.table === table);
  const rows = new Map<string, unknown>();
  for (const record of records.filter(({ copy }) => copy === shown)) {
    const chunk = new Chunk(record);
    for (const [place, id] of chunk.ids.entries()) rows.set(id, chunk.stored(place));
  }
  for (const row of over) {
    if ("$gone" in row) rows.delete(row.id);
    else rows.set(row.id, row);
  }
  return [...rows.values()] as T[];
}

/** Keeps a table of the tablet's database busy, so that whoever reads it waits; call the answer to let go. */
export async function holdTable(page: Page, table: string): Promise<() => Promise<void>> {
  const stop = `let go of ${table}`;
  await page.evaluate(
    ([name, event]) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open("balcao");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const db = open.result;
          const store = db.transaction(name, "readwrite").objectStore(name);
          let held = true;
          addEventListener(event, () => (held = false), { once: true });
          // A transaction lives for as long as there is something to do in it.
          const goOn = () => {
            if (held) store.count().onsuccess = goOn;
            else db.close();
          };
          store.count().onsuccess = () => {
            resolve();
            goOn();
          };
        };
      }),
    [table, stop] as const,
  );
  return () => page.evaluate((event) => void dispatchEvent(new Event(event)), stop);
}

/** Everything a tablet holds: databases, caches, storages and private files, as one text. */
export function everythingHeld(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const textOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
      const { body } = new Response(bytes);
      const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
      return new Response(isGzip ? body?.pipeThrough(new DecompressionStream("gzip")) : body).text();
    };
    const withTexts = (rows: Record<string, unknown>[]) =>
      Promise.all(
        rows.map(async (row) =>
          row["gzip"] instanceof Uint8Array ? { ...row, gzip: await textOf(row["gzip"] as never) } : row,
        ),
      );
    const parts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
          const all = db.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result);
          all.onerror = () => reject(all.error);
        });
        parts.push(JSON.stringify(await withTexts(rows)));
      }
      db.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys()) {
        const bytes = new Uint8Array(await (await cache.match(request))!.arrayBuffer());
        parts.push(request.url, await textOf(bytes));
      }
    }
    const root = await navigator.storage.getDirectory();
    for await (const handle of root.values()) {
      if (handle.kind === "file") parts.push(await (await (handle as FileSystemFileHandle).getFile()).text());
    }
    return parts.join("\n");
  });
}

/** A value inside of a row, by its path: `["lines", 0, "total"]`. */
export type Place = readonly (string | number)[];

/** Changes one value in every row that has another value where it is told, behind the app's back. Returns how many those were. */
export function changeRows(
  page: Page,
  table: string,
  where: { readonly at: Place; readonly is: unknown },
  change: { readonly at: Place; readonly to: unknown },
): Promise<number> {
  return page.evaluate(
    ([name, found, changed]) =>
      new Promise<number>((resolve, reject) => {
        type Node = Record<string | number, unknown>;
        const valueAt = (row: unknown, at: Place) =>
          at.reduce<unknown>((value, key) => (value as Node | undefined)?.[key], row);
        const open = indexedDB.open("balcao");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction(name, "readwrite");
          const store = transaction.objectStore(name);
          let count = 0;
          const all = store.getAll();
          all.onsuccess = () => {
            for (const row of all.result.filter((one) => valueAt(one, found.at) === found.is)) {
              const holder = valueAt(row, changed.at.slice(0, -1)) as Node;
              holder[changed.at.at(-1) ?? ""] = changed.to;
              store.put(row);
              count += 1;
            }
          };
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => {
            open.result.close();
            resolve(count);
          };
        };
      }),
    [table, where, change] as const,
  );
}
