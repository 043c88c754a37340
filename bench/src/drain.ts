import { limits } from "@balcao/sync/protocol";
import type { Outcome } from "./report.ts";
import { setScene } from "./scene.ts";
import { distribution } from "./statistics.ts";

const rounds = 7;
const salesPerRound = 1000;

/** An outbox of a thousand sales of three lines, pushed by one device in batches: sales per second, round by round. */
export async function drain(): Promise<Outcome> {
  const scene = await setScene({ products: 1000, openingStock: 100_000_000 });
  const device = scene.device(0);
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const sales = device.sales(salesPerRound);
    const began = performance.now();
    for (let at = 0; at < sales.length; at += limits.pushBatch) {
      const results = await device.push(sales.slice(at, at + limits.pushBatch));
      if (!results.every((result) => result.outcome.startsWith("applied"))) throw new Error("a sale was not applied");
    }
    // The first round warms the server up.
    if (round > 0) rates.push(salesPerRound / ((performance.now() - began) / 1000));
  }
  await scene.stop();
  const { p50 } = distribution(rates);
  return {
    name: "Outbox drain",
    lines: [
      {
        what: `${salesPerRound} sales of 3 lines, one device, ${rounds} rounds`,
        result: `${Math.round(p50)} per second (${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))})`,
        aim: "over 500",
      },
    ],
    raw: { rates },
  };
}
