import { parseArgs } from "node:util";
import { faults } from "./faults.ts";
import { isSeen, prove } from "./proofs.ts";
import { header, machine, row, writeRaw } from "./report.ts";
import { type Outcome, runFault } from "./run-fault.ts";
import { openShop, type Shop } from "./shop.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    prove: { type: "boolean", default: false },
    share: { type: "boolean", default: false },
    json: { type: "string", default: ".data/chaos/latest.json" },
  },
});

/** The first signal ends the run behind the round in hand; what was measured is written. */
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());

const say = (line: string) => process.stdout.write(`${line}\n`);

function chosen() {
  const unknown = positionals.find((name) => !faults.some((fault) => fault.name === name));
  if (unknown === undefined) return faults.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  process.stderr.write(`No fault ${unknown}. There are: ${faults.map(({ name }) => name).join(", ")}\n`);
  return process.exit(1);
}

function roundsOf(fault: (typeof faults)[number]): number {
  if (values.rounds === undefined) return values.share ? fault.rounds.share : fault.rounds.full;
  const rounds = Number(values.rounds);
  if (Number.isInteger(rounds) && rounds > 0) return rounds;
  process.stderr.write("--rounds takes a whole number from 1.\n");
  return process.exit(1);
}

const failed = ({ rounds, ended }: Outcome) =>
  ended !== undefined || rounds.some(({ violations }) => violations.length > 0);

/** Faults of a share follow each other in one shop; a full run gives each a shop of its own. */
async function runFaults(): Promise<Outcome[]> {
  say(header);
  const outcomes: Outcome[] = [];
  let shop: Shop | null = null;
  for (const fault of chosen()) {
    const count = roundsOf(fault);
    if (count === 0 || stop.signal.aborted) continue;
    shop ??= await openShop(fault.smallDisk);
    const outcome = await runFault(shop, fault, count, stop.signal);
    outcomes.push(outcome);
    say(row(outcome));
    for (const { what, invariant } of outcome.rounds.flatMap(({ violations }) => violations).slice(0, 10))
      say(`  ${invariant}: ${what}`);
    if (outcome.ended !== undefined) say(`  ${outcome.ended}`);
    writeRaw(values.json, outcomes);
    if (values.share && !failed(outcome)) continue;
    await shop.close();
    shop = null;
  }
  await shop?.close();
  return outcomes;
}

/** Shows that each check sees what it is there for. */
async function proveChecks(): Promise<boolean> {
  const proven = await prove();
  for (const one of proven) {
    const seen = one.found.find(({ invariant }) => invariant === one.invariant);
    say(`| ${one.name} | ${one.invariant} | ${seen?.what ?? "NOT SEEN"} |`);
  }
  return proven.every(isSeen);
}

say(`${new Date().toISOString().slice(0, 10)}, ${machine()}\n`);
const good = values.prove ? await proveChecks() : !(await runFaults()).some(failed);
// Everything is closed; a tablet's socket that would try again in weeks is no reason to wait.
process.exit(good ? 0 : 1);
