import autocannon from "autocannon";
import type { Outcome } from "./report.ts";
import { type Scene, setScene } from "./scene.ts";

const rounds = 7;
const seconds = 3;

/** Unchanged polls: answers of 304 per second, and how many transactions of the database each of them costs. */
export async function polls(): Promise<Outcome> {
  const scene = await setScene({ products: 10_000 });
  const device = scene.device(0);
  const { cursor, etag } = await device.caughtUp();
  const url = `${scene.origin}/api/sync/pull?cursor=${encodeURIComponent(JSON.stringify(cursor))}`;
  const shot = () =>
    autocannon({ url, connections: 20, duration: seconds, headers: { ...device.headers, "if-none-match": etag } });
  await shot();
  const idle = await transactions(scene, () => new Promise((resolve) => setTimeout(resolve, seconds * 1000)));
  const samples: { readonly perSecond: number; readonly sqlPerAnswer: number; readonly p99: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let answers = 0;
    let perSecond = 0;
    let p99 = 0;
    const during = await transactions(scene, async () => {
      const result = await shot();
      if (result.statusCodeStats?.["304"]?.count !== result.requests.total)
        throw new Error("not every answer was a 304");
      answers = result.requests.total;
      perSecond = result.requests.average;
      p99 = result.latency.p99;
    });
    samples.push({ perSecond, sqlPerAnswer: Math.max(0, during - idle) / answers, p99 });
  }
  await scene.stop();
  const rates = samples.map((sample) => sample.perSecond).toSorted((a, b) => a - b);
  return {
    name: "Unchanged polls",
    lines: [
      {
        what: `304 per second, ${rounds} rounds of ${seconds} s`,
        result: `${Math.round(rates[Math.floor(rates.length / 2)] ?? 0)} (${Math.round(rates[0] ?? 0)} to ${Math.round(rates.at(-1) ?? 0)})`,
        aim: "over 5000",
      },
      {
        what: "transactions per 304, beyond the idle server's",
        result: Math.max(...samples.map((sample) => sample.sqlPerAnswer)).toFixed(5),
        aim: "0",
      },
    ],
    raw: { idle, samples },
  };
}

/** How many transactions the database committed while `work` ran. */
async function transactions(scene: Scene, work: () => Promise<unknown>): Promise<number> {
  const before = await committed(scene);
  await work();
  return (await committed(scene)) - before;
}

async function committed({ product }: Scene): Promise<number> {
  // Sessions report what they did at most once a second.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const [row] = await product.sql<{ n: string }>(
    "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()",
  );
  return Number(row?.n);
}
