import type { Page } from "playwright/test";

/** What the page asked of IndexedDB. */
export interface DatabaseWork {
  /** Requests that read, and the rows they were answered with. */
  readonly reads: number;
  readonly rows: number;
  /** Rows put, added or removed. */
  readonly writes: number;
}

/** Counts what a page asks of IndexedDB while something is done. */
export async function databaseWork(page: Page, act: () => Promise<void>): Promise<DatabaseWork> {
  await page.evaluate(() => {
    const work = { reads: 0, rows: 0, writes: 0 };
    Object.assign(globalThis, { databaseWork: work });
    const count = (prototype: object, names: readonly string[], note: (request: IDBRequest) => void) => {
      for (const name of names) {
        const real = Reflect.get(prototype, name) as (...args: unknown[]) => IDBRequest;
        Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]) {
          const request = real.apply(this, args);
          note(request);
          return request;
        });
      }
    };
    const onRead = (request: IDBRequest) => {
      work.reads += 1;
      request.addEventListener("success", () => {
        work.rows += Array.isArray(request.result) ? request.result.length : 1;
      });
    };
    const onWrite = () => {
      work.writes += 1;
    };
    for (const { prototype } of [IDBObjectStore, IDBIndex])
      count(prototype, ["get", "getAll", "getKey", "getAllKeys", "count", "openCursor", "openKeyCursor"], onRead);
    count(IDBObjectStore.prototype, ["put", "add", "delete", "clear"], onWrite);
  });
  await act();
  return page.evaluate(() => (globalThis as unknown as { databaseWork: DatabaseWork }).databaseWork);
}

/** One transaction that wrote to the outbox. */
export interface OutboxWrite {
  readonly durability: string;
  /** The screen said that the sale is done before the transaction had ended. */
  readonly saidBefore: boolean;
}

/** From the next load of the page on, notes how it writes to its outbox. */
export async function watchOutbox(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: OutboxWrite[] = [];
    Object.assign(globalThis, { outboxWrites: noted });
    const real = Reflect.get(IDBDatabase.prototype, "transaction") as (...args: unknown[]) => IDBTransaction;
    IDBDatabase.prototype.transaction = function (...args) {
      const transaction = real.apply(this, args);
      if (transaction.mode !== "readwrite" || !transaction.objectStoreNames.contains("outbox")) return transaction;
      const { durability } = transaction;
      transaction.addEventListener("complete", () =>
        noted.push({ durability, saidBefore: document.body.innerText.includes("Venda finalizada") }),
      );
      return transaction;
    };
  });
}

/** What was noted since the page was loaded, the first write first. */
export function outboxWrites(page: Page): Promise<readonly OutboxWrite[]> {
  return page.evaluate(() => (globalThis as unknown as { outboxWrites: OutboxWrite[] }).outboxWrites);
}
