import { type LiveClient, openAll } from "./live-clients.ts";
import type { Line, Outcome } from "./report.ts";
import { type BenchDevice, type Scene, setScene } from "./scene.ts";
import { ms, quantile } from "./statistics.ts";

const clients = [1, 10, 100, 1_000];
const rates = [1, 50, 500];
const seconds = 5;
/** Each is measured so often, by turns: one round that met a busy database says little. */
const rounds = 3;
const perDevice = 16;
/** Clients that note when each sale came; the others only count, for they share the machine with the server. */
const observers = 10;
const pushesPerSecond = 50;

/** Sales at several rates, until the tablets of the store have been told; in the end with a transaction left open. */
export async function fanout(): Promise<Outcome> {
  const most = Math.max(...clients);
  const cases = clients.flatMap((count) => rates.map((rate) => ({ count, rate })));
  const scene = await setScene({
    products: 1000,
    openingStock: 100_000_000,
    devicesPerStore: Math.ceil(most / perDevice) + (cases.length + 1) * rounds,
  });
  // Each measurement has one that has not sold yet: what a tablet may push in a minute is bounded.
  let sellers = scene.store.devices.length;
  const nextSeller = () => scene.device((sellers -= 1));
  const raw: Record<string, Told[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const { count, rate } of cases)
      (raw[`${count} clients, ${rate} sales per second`] ??= []).push(await told(scene, count, rate, nextSeller()));
    const held = await whileOneIsOpen(scene, () => told(scene, 100, 50, nextSeller()));
    (raw["100 clients, 50 per second, beside a transaction that stays open"] ??= []).push(held);
  }
  await scene.stop();
  const lines = Object.entries(raw).map(([what, found]) => lineOf(what, found));
  return { name: `Commit to told: p50 / p99 from the answer, median of ${rounds} rounds (least–most)`, lines, raw };
}

interface Told {
  /** Milliseconds until the observers were told: from the answer to the push, which comes after the commit. */
  readonly waits: readonly number[];
  readonly sold: number;
  /** How often a client was told to pull, for it was too much or it was too slow. */
  readonly pokes: number;
  /** The sales that the client that heard least was not told of, nor told to pull. */
  readonly missed: number;
}

function lineOf(what: string, found: readonly Told[]): Line {
  const cut = (share: number) => {
    const cuts = found.map(({ waits }) => quantile(waits, share)).toSorted((a, b) => a - b);
    return `${ms(quantile(cuts, 0.5))} (${ms(cuts[0] ?? Number.NaN)}–${ms(cuts.at(-1) ?? Number.NaN)})`;
  };
  const sum = (of: "sold" | "pokes" | "missed") => found.reduce((total, one) => total + one[of], 0);
  const result = `${cut(0.5)} / ${cut(0.99)}; ${sum("missed")} of ${sum("sold")} missed, ${sum("pokes")} pokes`;
  if (what.startsWith("1 ")) return { what, result, aim: "p50 under 15 ms" };
  return what.startsWith("100 ") ? { what, result, aim: "p99 under 150 ms" } : { what, result };
}

async function told(scene: Scene, count: number, rate: number, seller: BenchDevice): Promise<Told> {
  const sales = new Map<string, number>();
  const seen: { readonly id: string; readonly at: number }[] = [];
  const counts = Array.from({ length: count }, () => 0);
  const poked = new Set<number>();
  let pokes = 0;
  const open = await openAll(
    Array.from({ length: count }, (_, n) => ({
      origin: scene.origin,
      cookie: scene.store.devices[Math.floor(n / perDevice)]?.cookie ?? "",
      onMessage: (text: string) => {
        if (text.includes('"kind":"poke"')) {
          poked.add(n);
          pokes += 1;
        }
        const ids = salesIn(text);
        counts[n] = (counts[n] ?? 0) + ids.length;
        if (n < observers) for (const id of ids) seen.push({ id, at: performance.now() });
      },
    })),
  );
  const sold = await sell(seller, rate, sales);
  const least = () => Math.min(sold, ...counts.filter((_, n) => !poked.has(n)));
  for (let waited = 0; waited < 100 && least() < sold; waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await closeAll(open);
  const waits = seen.flatMap(({ id, at }) => {
    const answered = sales.get(id);
    return answered === undefined ? [] : [Math.max(0, at - answered)];
  });
  return {
    waits,
    sold,
    pokes,
    missed: sold - least(),
  };
}

/**
 * Sells for some seconds, at most so many times a second and several sales at a time, and notes when each was answered;
 * resolves to how many there were.
 */
async function sell(seller: BenchDevice, rate: number, sold: Map<string, number>): Promise<number> {
  const pushes = Math.min(rate, pushesPerSecond);
  const began = performance.now();
  for (let n = 0; n < pushes * seconds; n += 1) {
    const due = began + (n * 1000) / pushes;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const sales = seller.sales(rate / pushes, 1);
    await seller.push(sales);
    const answered = performance.now();
    for (const { args } of sales) sold.set((args as { saleId: string }).saleId, answered);
  }
  return sold.size;
}

/** A sale's row in the text of a delta, which is itself text in JSON: its quotes are escaped. */
const saleRow =
  /\\"table\\":\\"sale\\",\\"operation\\":\\"put\\",\\"v\\":\d+,\\"row\\":\{\\"id\\" ?: ?\\"([0-9a-f-]{36})/g;

function salesIn(text: string): string[] {
  return [...text.matchAll(saleRow)].map(([, id = ""]) => id);
}

async function closeAll(open: readonly LiveClient[]): Promise<void> {
  for (const { close } of open) close();
  await Promise.all(open.map(({ ended }) => ended));
}

/** Beside a transaction that has a number and does not end, as a report or an import may be. */
async function whileOneIsOpen<T>({ product }: Scene, work: () => Promise<T>): Promise<T> {
  const open = product.sql("SELECT pg_sleep($1) FROM pg_current_xact_id()", [seconds + 5]);
  const done = await work();
  await open;
  return done;
}
