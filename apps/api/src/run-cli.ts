import { connect } from "@balcao/db/connect";
import { readEnv, type Env } from "./env.ts";
import { importCatalogVerb } from "./features/catalog/import-cli.ts";
import { createOrganizationVerb } from "./features/identity/organization-cli.ts";
import { createPersonVerb, setPasswordVerb } from "./features/identity/person-cli.ts";
import { checkSyncVerb } from "./features/sync/check-cli.ts";
import { rescueVerb } from "./features/sync/rescue/rescue-cli.ts";
import { CliError, type CliVerb } from "./kernel/cli-verb.ts";
import { loadKeys } from "./kernel/keys.ts";
import { createLog } from "./kernel/log.ts";
import { openDatabase } from "./open-database.ts";
import { commands } from "./router.ts";
import { startFailure } from "./start-failure.ts";

const databaseUrlVerb: CliVerb = {
  usage: "database url\n  Prints the connection string of the database, for psql and the like.",
  run: async (_, { databaseUrl, print }) => print(databaseUrl),
};

/** Every command by its name, of one word or two, one line each. */
const verbs: Readonly<Record<string, CliVerb>> = {
  "organization create": createOrganizationVerb,
  "person create": createPersonVerb,
  "person password": setPasswordVerb,
  "import catalog": importCatalogVerb,
  "sync check": checkSyncVerb,
  rescue: rescueVerb(commands),
  "database url": databaseUrlVerb,
};

/** Runs the command that the words of a command line say and returns its exit code. */
export async function runCli(words: readonly string[]): Promise<number> {
  const length = [2, 1].find((count) => Object.hasOwn(verbs, words.slice(0, count).join(" "))) ?? 0;
  const verb = verbs[words.slice(0, length).join(" ")];
  const args = words.slice(length);
  if (verb === undefined || args.includes("--help")) {
    process.stdout.write(
      `pnpm balcao <command>\n\n${Object.values(verbs)
        .map(({ usage }) => `${usage}\n`)
        .join("\n")}`,
    );
    return verb === undefined && words.length > 0 && words[0] !== "--help" ? 1 : 0;
  }
  const read = readEnv();
  if (!read.ok) return complain(read.messages.join("\n"));
  try {
    return await runVerb(verb, args, read.env);
  } catch (error) {
    if (error instanceof CliError || isArgumentError(error)) return complain(`${error.message}\n\n${verb.usage}`);
    return complain(startFailure(error));
  }
}

/** Works on the running server's database, or starts the embedded one for as long as it takes. */
async function runVerb(verb: CliVerb, args: readonly string[], env: Env): Promise<number> {
  const database = await openDatabase(env);
  const connection = connect(database.url, { connections: 4 });
  try {
    const code = await verb.run(args, {
      databaseUrl: database.url,
      connection,
      keys: loadKeys(env.dataFolder, env),
      log: createLog(env.logLevel),
      print: (line) => void process.stdout.write(`${line}\n`),
    });
    return code ?? 0;
  } finally {
    await connection.close();
    await database.close();
  }
}

/** What node:util's parseArgs throws on an unknown or incomplete option. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS");
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
