import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { machine } from "../src/report.ts";
import { install } from "./install.ts";
import type { Contender } from "./contender.ts";
import { startBalcao } from "./balcao.ts";
import { startPeer } from "./run-peer.ts";
import { firstSyncTable, liveTable, type Results, returnTable } from "./tables.ts";
import { doWorks, type Round } from "./works.ts";

const contenders: Readonly<Record<string, (products: number) => Promise<Contender>>> = {
  balcao: startBalcao,
  zero: (products) => startPeer("zero", products),
  pouchdb: (products) => startPeer("pouchdb", products),
  rxdb: (products) => startPeer("rxdb", products),
  socketio: (products) => startPeer("socketio", products),
  refetch: (products) => startPeer("refetch", products),
};

const { values } = parseArgs({
  options: {
    products: { type: "string", default: "10000" },
    rounds: { type: "string", default: "7" },
    /** Names, with commas between. */
    only: { type: "string", default: Object.keys(contenders).join(",") },
  },
});
const products = Number(values.products);
const rounds = Number(values.rounds);
const names = values.only.split(",");
const unknown = names.find((name) => !(name in contenders));
if (unknown !== undefined || !(products >= 1000) || !(rounds >= 1)) {
  process.stderr.write(
    `node bench/peers/main.ts [--products 10000] [--rounds 7] [--only ${Object.keys(contenders).join(",")}]\n`,
  );
  process.exit(1);
}

const shares = [0.01, 0.1];
const rates = [
  { perSecond: 1, seconds: 10 },
  { perSecond: 50, seconds: 5 },
];

interface Sample {
  readonly name: string;
  readonly round: number;
  readonly at: string;
  /** The machine's load, a minute's average, when it began and when it had ended. */
  readonly load: readonly [number, number];
  readonly result?: Round;
  readonly failure?: string;
}

const samples: Sample[] = [];
const began = new Date();
const file = path.join(
  import.meta.dirname,
  "../../.data/bench/peers",
  `${began.toISOString().replace(/[:.]/g, "-")}.json`,
);

function keep(): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({ at: began.toISOString(), machine: machine(), products, rounds, samples }, null, 1),
  );
}

async function measure(name: string): Promise<Pick<Sample, "result" | "failure">> {
  let contender: Contender | undefined;
  try {
    contender = await contenders[name]?.(products);
    if (contender === undefined) throw new Error(`there is no ${name}`);
    return { result: await doWorks(contender, { products, shares, rates }) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await contender?.stop();
  }
}

install();
for (let round = 0; round < rounds; round += 1) {
  // Who came first comes last in the next round.
  const order = names.map((_, place) => names[(place + round) % names.length] ?? "");
  for (const name of order) {
    const before = loadavg()[0] ?? 0;
    const at = new Date().toISOString();
    const found = await measure(name);
    samples.push({ name, round, at, load: [before, loadavg()[0] ?? 0], ...found });
    keep();
    process.stderr.write(`round ${round + 1} of ${rounds}: ${name}${found.failure === undefined ? "" : " FAILED"}\n`);
    if (found.failure !== undefined) process.stderr.write(`${found.failure}\n`);
  }
}

const results: Results[] = names.map((name) => {
  const own = samples.filter((sample) => sample.name === name);
  return {
    name,
    rounds: own.flatMap(({ result }) => (result === undefined ? [] : [result])),
    failures: own.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
  };
});
const loads = samples.flatMap(({ load }) => load);
process.stdout.write(
  `${[
    `${products.toLocaleString("en")} products, ${rounds} rounds, median (least–most) of the rounds. ` +
      `${began.toISOString().slice(0, 10)}, ${machine()}, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.`,
    firstSyncTable(results),
    returnTable(results),
    liveTable(results),
    ...results.flatMap(({ name, failures }) =>
      failures.length === 0
        ? []
        : [`${name} failed in ${failures.length} of ${rounds} rounds: ${failures[0]?.split("\n")[0]}`],
    ),
    `Every sample: ${path.relative(process.cwd(), file)}`,
  ].join("\n\n")}\n`,
);
