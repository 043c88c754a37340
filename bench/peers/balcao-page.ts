import type { Synced } from "./client.ts";

declare global {
  var pricesSeen: [id: string, at: number][];
}

/**
 * Runs in the app's page: waits until the local database has read a scope up to a transaction of PostgreSQL's, and has no
 * more pages to come; `patience` is in milliseconds.
 */
export async function waitForTransaction({
  scope,
  until,
  patience,
}: {
  readonly scope: string;
  readonly until: string;
  readonly patience: number;
}): Promise<Synced> {
  const now = () => performance.timeOrigin + performance.now();
  let longestTask = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  tasks.observe({ type: "longtask", buffered: true });
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const open = indexedDB.open("balcao");
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  for (;;) {
    const cursor = await new Promise<{ value: { scopes: Record<string, string>; page?: unknown } } | undefined>(
      (resolve, reject) => {
        const asked = db.transaction("meta").objectStore("meta").get("cursor");
        asked.onsuccess = () => resolve(asked.result as { value: { scopes: Record<string, string> } } | undefined);
        asked.onerror = () => reject(asked.error);
      },
    );
    // A snapshot of PostgreSQL as text: its xmin, its xmax, and what is under way.
    const read = cursor?.value.scopes[scope]?.split(":")[1] ?? "0";
    if (cursor?.value.page === undefined && BigInt(read) >= BigInt(until)) {
      const whole = now();
      db.close();
      tasks.disconnect();
      return { opened: performance.timeOrigin, began: performance.timeOrigin, first: whole, whole, longestTask };
    }
    if (performance.now() > patience) throw new Error(`the tablet has read up to ${read}, not ${until}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs in the app's page: notes when rows of the chain's prices have become durable and are shown. */
export function listenToPrices(): void {
  globalThis.pricesSeen = [];
  const channel = new BroadcastChannel("balcao-rows");
  channel.addEventListener("message", (event: MessageEvent<{ table: string; change: { ids?: readonly string[] } }>) => {
    const at = performance.timeOrigin + performance.now();
    if (event.data.table !== "list_price") return;
    for (const id of event.data.change.ids ?? []) {
      // They are told of once more when they are folded into their chunks.
      if (globalThis.pricesSeen.some(([seen]) => seen === id)) continue;
      globalThis.pricesSeen.push([id, at]);
    }
  });
}
