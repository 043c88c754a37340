import { drain } from "./drain.ts";
import { polls } from "./polls.ts";
import { machine, report, type Outcome } from "./report.ts";

const all: Readonly<Record<string, () => Promise<Outcome>>> = { drain, polls };

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in all));
if (unknown !== undefined) {
  process.stderr.write(`No benchmark ${unknown}. There are: ${Object.keys(all).join(", ")}\n`);
  process.exit(1);
}

process.stdout.write(`${new Date().toISOString().slice(0, 10)}, ${machine()}\n`);
for (const [name, run] of Object.entries(all)) {
  if (chosen.length === 0 || chosen.includes(name)) report(await run());
}
