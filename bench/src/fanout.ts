import { type LiveClient, openAll } from "./live-clients.ts";
import type { Line, Outcome } from "./report.ts";
import { type BenchDevice, type Scene, setScene } from "./scene.ts";
import { distribution, ms } from "./statistics.ts";

const clients = [1, 10, 100, 1_000];
const rates = [1, 50, 500];
const seconds = 5;
const perDevice = 16;
/** Clients that note when each sale came; the others only count, for they share the machine with the server. */
const observers = 10;
const pushesPerSecond = 50;

/** Sales at several rates, until the tablets of the store have been told; in the end with a transaction left open. */
export async function fanout(): Promise<Outcome> {
  const most = Math.max(...clients);
  const scene = await setScene({
    products: 1000,
    openingStock: 100_000_000,
    devicesPerStore: Math.ceil(most / perDevice) + clients.length * rates.length + 1,
  });
  // Each measurement has one that has not sold yet: what a tablet may push in a minute is bounded.
  let sellers = scene.store.devices.length;
  const nextSeller = () => scene.device((sellers -= 1));
  const lines: Line[] = [];
  const raw: Record<string, unknown> = {};
  for (const count of clients) {
    for (const rate of rates) {
      const found = await told(scene, count, rate, nextSeller());
      lines.push(
        lineOf(
          `${count} clients, ${rate} sales per second: p50 / p99 from the answer, from sending`,
          found,
          count === 1 ? "p50 under 15 ms" : undefined,
        ),
      );
      raw[`${count} at ${rate}`] = found;
    }
  }
  const held = await whileOneIsOpen(scene, () => told(scene, 100, 50, nextSeller()));
  lines.push(lineOf("100 clients, 50 per second, beside a transaction that stays open", held, "p99 under 150 ms"));
  await scene.stop();
  return { name: "Commit to told", lines, raw: { ...raw, held } };
}

interface Told {
  /** Milliseconds until the observers were told: from the answer to the push, which comes after the commit. */
  readonly waits: readonly number[];
  /** The same from the sending of the push. */
  readonly whole: readonly number[];
  readonly sold: number;
  /** How often a client was told to pull, for it was too much or it was too slow. */
  readonly pokes: number;
  /** The sales that the client that heard least was not told of, nor told to pull. */
  readonly missed: number;
}

function lineOf(what: string, { waits, whole, sold, pokes, missed }: Told, aim: string | undefined): Line {
  const cuts = [waits, whole].map((samples) => {
    const { p50, p99 } = distribution(samples);
    return `${ms(p50)} / ${ms(p99)}`;
  });
  const result = `${cuts.join(", ")}; ${missed} of ${sold} missed, ${pokes} pokes`;
  return aim === undefined ? { what, result } : { what, result, aim };
}

async function told(scene: Scene, count: number, rate: number, seller: BenchDevice): Promise<Told> {
  const sales = new Map<string, Sold>();
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
  const timed = seen.flatMap(({ id, at }) => {
    const sale = sales.get(id);
    return sale === undefined ? [] : [{ wait: Math.max(0, at - sale.answered), whole: at - sale.sent }];
  });
  return {
    waits: timed.map(({ wait }) => wait),
    whole: timed.map(({ whole }) => whole),
    sold,
    pokes,
    missed: sold - least(),
  };
}

interface Sold {
  readonly sent: number;
  readonly answered: number;
}

/** Sells for some seconds, at most so many times a second and several sales at a time; resolves to how many there were. */
async function sell(seller: BenchDevice, rate: number, sold: Map<string, Sold>): Promise<number> {
  const pushes = Math.min(rate, pushesPerSecond);
  const began = performance.now();
  for (let n = 0; n < pushes * seconds; n += 1) {
    const due = began + (n * 1000) / pushes;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const sales = seller.sales(rate / pushes, 1);
    const sent = performance.now();
    await seller.push(sales);
    const answered = performance.now();
    for (const { args } of sales) sold.set((args as { saleId: string }).saleId, { sent, answered });
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
