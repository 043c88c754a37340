import { parseArgs } from "node:util";
import type { CliVerb } from "../../kernel/cli-verb.ts";
import { checkScopeSums } from "../../realtime/check-scope-sums.ts";

/** `sync check`: whether the sums that tablets compare their rows with are those of the change feed. */
export const checkSyncVerb: CliVerb = {
  usage:
    "sync check [--repair]\n  Compares the sums that tablets check their rows with to the change feed, and puts them right when asked. Exits with 1 when some were wrong.",
  async run(args, { connection, print }) {
    const { values } = parseArgs({ args: [...args], options: { repair: { type: "boolean", default: false } } });
    const wrong = await checkScopeSums(connection, values.repair);
    for (const { scope, rowsOff } of wrong) print(`scope ${scope}: its sum is off, by ${rowsOff} rows`);
    if (wrong.length === 0) print("The sums of all scopes are right.");
    else if (values.repair) print("They were put right. Tablets compare again within ten minutes.");
    else print("--repair puts them right.");
    return wrong.length === 0 || values.repair ? 0 : 1;
  },
};
