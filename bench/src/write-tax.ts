import type { Line, Outcome } from "./report.ts";
import { type BenchDevice, type Scene, setScene } from "./scene.ts";
import { quantile } from "./statistics.ts";

const rounds = 7;
const roundMilliseconds = 3_000;
const writers = [4, 32];
const stores = 4;

/**
 * Sales of three lines pushed one at a time by several tablets at once, by turns with the triggers that write the change
 * feed and without: what the feed takes from who writes. Without them nothing is read for the tablets either, so that the
 * share is what feed and hub cost together.
 */
export async function writeTax(): Promise<Outcome> {
  const scene = await setScene({
    products: 5_000,
    openingStock: 100_000_000,
    stores,
    devicesPerStore: (writers.reduce((sum, count) => sum + count, 0) * (2 * rounds + 1)) / stores,
  });
  // Each round has tablets that have not sold yet: what one may push in a minute is bounded.
  let taken = 0;
  const take = (count: number) => {
    taken += count;
    return Array.from({ length: count }, (_, n) => scene.device(Math.floor((taken - 1 - n) / stores), n % stores));
  };
  const lines: Line[] = [];
  const raw: Record<number, { readonly with: number[]; readonly without: number[] }> = {};
  for (const count of writers) {
    const rates = { with: [] as number[], without: [] as number[] };
    await pushFor(take(count));
    for (let round = 0; round < rounds; round += 1) {
      for (const fed of round % 2 === 0 ? [true, false] : [false, true]) {
        await setFeed(scene, fed);
        rates[fed ? "with" : "without"].push(await pushFor(take(count)));
      }
    }
    raw[count] = rates;
    const [fed, bare] = [quantile(rates.with, 0.5), quantile(rates.without, 0.5)];
    lines.push({
      what: `${count} tablets, a sale at a time, with the feed and without, median of ${rounds}`,
      result: `${Math.round(fed)} and ${Math.round(bare)} per second: ${(100 * (1 - fed / bare)).toFixed(0)} % less`,
      aim: "under 15 %",
    });
  }
  await scene.stop();
  return { name: "What the feed takes from who writes", lines, raw };
}

/** Switches the feed's triggers on every table. */
async function setFeed({ product }: Scene, on: boolean): Promise<void> {
  const triggers = await product.sql<{ table: string; name: string }>(
    "SELECT tgrelid::regclass::text AS table, tgname AS name FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'feed_%'",
  );
  if (triggers.length === 0) throw new Error("The feed has no triggers.");
  const verb = on ? "ENABLE" : "DISABLE";
  await product.sql(triggers.map(({ table, name }) => `ALTER TABLE ${table} ${verb} TRIGGER "${name}"`).join(";"));
}

/** Has every device push sales one after the other for a while; how many a second all of them did. */
async function pushFor(devices: readonly BenchDevice[]): Promise<number> {
  const began = performance.now();
  const counts = await Promise.all(
    devices.map(async (device) => {
      let count = 0;
      for (; performance.now() - began < roundMilliseconds; count += 1) {
        const [result] = await device.push(device.sales(1));
        if (result?.outcome.startsWith("applied") !== true) throw new Error(`a sale was ${result?.outcome}`);
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000);
}
