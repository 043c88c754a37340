import type { Page } from "playwright/test";

/** Every row of a table of the tablet's database. */
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

/** How many rows a table of the tablet's database has. */
export async function countRows(page: Page, table: string): Promise<number> {
  return (await localRows(page, table)).length;
}

/** Everything a tablet holds: databases, caches, storages and private files, as one text. */
export function everythingHeld(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise((resolve, reject) => {
          const all = db.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => resolve(all.result);
          all.onerror = () => reject(all.error);
        });
        parts.push(JSON.stringify(rows));
      }
      db.close();
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key);
      for (const request of await cache.keys())
        parts.push(request.url, await ((await cache.match(request))?.text() ?? ""));
    }
    const root = await navigator.storage.getDirectory();
    for await (const handle of root.values()) {
      if (handle.kind === "file") parts.push(await (await (handle as FileSystemFileHandle).getFile()).text());
    }
    return parts.join("\n");
  });
}
