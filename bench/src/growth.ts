import type { Delta } from "@balcao/sync/protocol";
import type { Outcome } from "./report.ts";
import { setScene } from "./scene.ts";
import { distribution, halfAndMost } from "./statistics.ts";

const sizes = [10_000, 100_000, 1_000_000];
const rounds = 30;
const changed = 100;

/** A delta of a hundred changed products out of ever more of them: the work is to grow with what changed alone. */
export async function growth(): Promise<Outcome> {
  const times = new Map<number, readonly number[]>();
  for (const products of sizes) times.set(products, await measureDeltas(products));
  const least = distribution(times.get(sizes[0] ?? 0) ?? []).p50;
  return {
    name: "Growth of a delta",
    lines: [...times].map(([products, samples], index) => ({
      what: `${changed} changes of ${products.toLocaleString("en")} products, p50 / p95 of ${rounds}`,
      result: `${halfAndMost(samples)}, ${(distribution(samples).p50 / least).toFixed(2)} of the first`,
      ...(index === 0 ? {} : { aim: "within 1.2 of the first" }),
    })),
    raw: Object.fromEntries(times),
  };
}

async function measureDeltas(products: number): Promise<number[]> {
  const scene = await setScene({ products, openingStock: 0 });
  const device = scene.device(0);
  const times: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const cursor = await scene.cursor();
    const ids = Array.from(
      { length: changed },
      (_, n) => scene.chain.productIds[(n * 997 + (round + 3) * 31) % products] ?? "",
    );
    await scene.product.sql("UPDATE product SET popularity = popularity + 1 WHERE id = ANY($1::uuid[])", [ids]);
    const began = performance.now();
    const delta = (await (await device.pull(cursor)).json()) as Delta;
    const took = performance.now() - began;
    if (delta.changes.length !== new Set(ids).size) throw new Error(`a delta of ${delta.changes.length} changes`);
    // The first ones warm the server up.
    if (round >= 0) times.push(took);
  }
  await scene.stop();
  return times;
}
