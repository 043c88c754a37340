import { realData } from "@balcao/e2e/env";
import { churn } from "./churn.ts";
import { drain } from "./drain.ts";
import { fanout } from "./fanout.ts";
import { growth } from "./growth.ts";
import { polls } from "./polls.ts";
import { machine, type Outcome, report } from "./report.ts";
import { sockets } from "./sockets.ts";
import { tablet } from "./tablet.ts";
import { visible } from "./visible.ts";
import { writeTax } from "./write-tax.ts";

const all: Readonly<Record<string, () => Promise<Outcome>>> = {
  polls,
  drain,
  visible,
  fanout,
  sockets,
  churn,
  growth,
  "write-tax": writeTax,
  ...(realData === null ? {} : { "tablet-real": () => tablet(null) }),
  "tablet-100k": () => tablet(100_000),
  "tablet-500k": () => tablet(500_000),
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in all));
if (unknown !== undefined) {
  process.stderr.write(`No benchmark ${unknown}. There are: ${Object.keys(all).join(", ")}\n`);
  process.exit(1);
}

process.stdout.write(`${new Date().toISOString().slice(0, 10)}, ${machine()}\n`);
if (realData === null) process.stdout.write("Without BALCAO_DATA the real price lists are left out.\n");
for (const [name, run] of Object.entries(all)) {
  if (chosen.length === 0 || chosen.includes(name)) report(await run());
}
