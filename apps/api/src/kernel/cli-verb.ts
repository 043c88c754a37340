import type { Connection } from "@balcao/db/connect";
import type { Logger } from "pino";
import type { Keys } from "./keys.ts";

/** What a command of the command line works with. */
export interface CliContext {
  /** The owner's connection string. */
  readonly databaseUrl: string;
  readonly connection: Connection;
  readonly keys: Keys;
  readonly log: Logger;
  readonly print: (line: string) => void;
}

/** One command: `pnpm balcao <noun> <verb> …`. */
export interface CliVerb {
  /** What follows `pnpm balcao`, and on the next lines what it does. */
  readonly usage: string;
  /** Runs it with the arguments behind its name; a number is the exit code. A CliError ends with its message alone. */
  readonly run: (args: readonly string[], cli: CliContext) => Promise<void | number>;
}

/** What the person did wrong, in words for them. */
export class CliError extends Error {}
