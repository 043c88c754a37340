import { moment, type PeerClient } from "./peer.ts";

/** What the page of a peer offers to whoever measures. */
export interface PeerPage {
  /** Syncs, and tells when what was there. */
  readonly start: () => Promise<Synced>;
  /** How many products are kept here, and what their prices come to. */
  readonly kept: () => Promise<Kept>;
  /** From now on, notes when which product had a new price. */
  readonly watch: () => void;
  readonly seen: () => readonly (readonly [id: string, at: number])[];
}

export interface Synced {
  readonly opened: number;
  readonly began: number;
  /** When the first product could be read here. */
  readonly first: number;
  /** Since when all are durable here. */
  readonly whole: number;
  /** Milliseconds of the longest task of the page meanwhile; 0 when none took 50. */
  readonly longestTask: number;
}

export interface Kept {
  readonly rows: number;
  readonly prices: number;
}

/** Milliseconds for a sync, behind which it counts as failed. */
const patience = 15 * 60_000;

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not synced within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Makes the page of a peer's client. */
export function expose(client: PeerClient): void {
  let first = 0;
  let watching = false;
  const seen = new Map<string, number>();
  const page: PeerPage = {
    start: async () => {
      let longestTask = 0;
      const note = (entries: PerformanceEntryList) => {
        for (const { duration } of entries) longestTask = Math.max(longestTask, duration);
      };
      const tasks = new PerformanceObserver((list) => note(list.getEntries()));
      tasks.observe({ type: "longtask" });
      const began = moment();
      const since = await within(
        patience,
        client.sync((rows) => {
          const now = moment();
          if (first === 0 && rows.length > 0) first = now;
          if (!watching) return;
          for (const { id, price } of rows) {
            const key = `${id} ${price}`;
            if (!seen.has(key)) seen.set(key, now);
          }
        }),
      );
      const whole = since ?? moment();
      // A task is told of when it has ended.
      await new Promise((resolve) => setTimeout(resolve, 100));
      note(tasks.takeRecords());
      tasks.disconnect();
      return { opened: performance.timeOrigin, began, first, whole, longestTask };
    },
    kept: async () => {
      const rows = await client.kept();
      return { rows: rows.length, prices: rows.reduce((sum, { price }) => sum + price, 0) };
    },
    watch: () => {
      watching = true;
    },
    seen: () => [...seen],
  };
  Object.assign(globalThis, { peerPage: page });
}
