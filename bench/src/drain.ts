import { limits } from "@balcao/sync/protocol";
import type { Line, Outcome } from "./report.ts";
import { type BenchDevice, type Scene, setScene } from "./scene.ts";
import { distribution, ms } from "./statistics.ts";

const rounds = 7;
const salesPerRound = 1_000;
const stores = 20;
const salesPerStore = 250;

/** How many sales wait, and how long a round trip takes. Of the answers one in twenty is lost. */
const outboxes = [1, 100, 5_000];
const roundTrips = [0, 100, 400];
const lost = 0.05;
/** How long a tablet waits for an answer here before it asks again. In the app that is longer. */
const patience = 1_000;

interface Network {
  /** Milliseconds there and back. */
  readonly roundTrip: number;
  /** The share of answers that do not come, although the server has done what was asked. */
  readonly lost: number;
}

const atHand: Network = { roundTrip: 0, lost: 0 };

/** Sales of three lines that waited on tablets, pushed in batches until each is answered. */
export async function drain(): Promise<Outcome> {
  const scene = await setScene({ products: 1_000, openingStock: 100_000_000, stores, devicesPerStore: 2 });
  const rates = await oneTablet(scene);
  const { waits, lines } = await badNetworks(scene);
  const together = await allStores(scene);
  const pushed =
    (rounds + 1) * salesPerRound + roundTrips.length * outboxes.reduce((sum, n) => sum + n, 0) + stores * salesPerStore;
  const [found] = await scene.product.sql<{ n: number }>("SELECT count(*)::int AS n FROM sale");
  await scene.stop();
  const { p50 } = distribution(rates);
  return {
    name: "Outbox drain",
    lines: [
      {
        what: `${salesPerRound} sales, one tablet, ${rounds} rounds`,
        result: `${Math.round(p50)} per second (${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))})`,
        aim: "over 500",
      },
      {
        what: `${salesPerStore} sales of each of ${stores} stores at once`,
        result: `${Math.round(together)} per second`,
        aim: "over 1,500",
      },
      ...lines,
      {
        what: "sales lost or doubled",
        result: `${pushed - (found?.n ?? 0)} of ${pushed.toLocaleString("en")}`,
        aim: "0",
      },
    ],
    raw: { rates, waits, together },
  };
}

async function oneTablet(scene: Scene): Promise<number[]> {
  const device = scene.device(0);
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const milliseconds = await empty(device, salesPerRound, atHand);
    // The first round warms the server up.
    if (round > 0) rates.push(salesPerRound / (milliseconds / 1000));
  }
  return rates;
}

async function badNetworks(scene: Scene) {
  const device = scene.device(0, 1);
  const lines: Line[] = [];
  const waits: { readonly sales: number; readonly roundTrip: number; readonly milliseconds: number }[] = [];
  for (const roundTrip of roundTrips) {
    for (const sales of outboxes) {
      const milliseconds = await empty(device, sales, { roundTrip, lost });
      waits.push({ sales, roundTrip, milliseconds });
    }
    const times = waits.filter((wait) => wait.roundTrip === roundTrip).map((wait) => ms(wait.milliseconds));
    lines.push({
      what: `${outboxes.map((n) => n.toLocaleString("en")).join(" / ")} sales, ${roundTrip} ms round trip, ${100 * lost} % of the answers lost`,
      result: times.join(" / "),
    });
  }
  return { lines, waits };
}

async function allStores(scene: Scene): Promise<number> {
  const devices = Array.from({ length: stores }, (_, store) => scene.device(1, store));
  const began = performance.now();
  await Promise.all(devices.map((device) => empty(device, salesPerStore, atHand)));
  return (stores * salesPerStore) / ((performance.now() - began) / 1000);
}

/** Pushes so many sales in batches, each until it is answered; milliseconds from the first push to the last answer. */
async function empty(device: BenchDevice, count: number, network: Network): Promise<number> {
  const sales = device.sales(count);
  const began = performance.now();
  for (let at = 0; at < sales.length; at += limits.pushBatch) {
    const batch = sales.slice(at, at + limits.pushBatch);
    for (let answered = false; !answered;) {
      const results = await device.push(batch);
      if (!results.every((result) => result.outcome.startsWith("applied"))) throw new Error("a sale was not applied");
      answered = Math.random() >= network.lost;
      await new Promise((resolve) => setTimeout(resolve, answered ? network.roundTrip : patience));
    }
  }
  return performance.now() - began;
}
