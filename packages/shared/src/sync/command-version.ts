import { schemaHash } from "./schema-hash.ts";

/**
 * The version of what commands mean: their names and the shape of their arguments. It is raised with every change that an
 * older app's commands would not pass through unharmed, together with a step in `commandUpgrades`.
 */
export const commandVersion = 2;

/** What a command asks for, without who and when. */
export interface Asked {
  readonly name: string;
  readonly args: unknown;
}

/** Takes commands named `name` of the version below `to` to version `to`. */
export interface CommandUpgrade {
  readonly name: string;
  readonly to: number;
  /** Pure and total: it refuses nothing, and leaves what it does not understand for the procedure to judge. */
  readonly upgrade: (args: unknown) => Asked;
}

/** Every step since version 1, in order of `to`. A step is never taken out: an outbox may be as old as the first release. */
export const commandUpgrades: readonly CommandUpgrade[] = [
  // Nothing could be taken off before.
  { name: "sales.record", to: 2, upgrade: (args) => ({ name: "sales.record", args: withoutDiscounts(args) }) },
];

function withoutDiscounts(args: unknown): unknown {
  if (!isRecord(args) || !Array.isArray(args["lines"])) return args;
  const lines = args["lines"].map((line: unknown) =>
    isRecord(line) ? { ...line, discount: 0, saleDiscount: 0 } : line,
  );
  return { ...args, lines, approval: null };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a device writes on its commands (`schemaVersion`): their version, and which tables it had, as in `1.5c3a90b7`. */
export function stampOf(version: number, tables: unknown): string {
  return `${version}.${schemaHash(tables)}`;
}

/** The version in a stamp. What has none was written by the first release, or by a test. */
export function versionOf(stamp: string): number {
  return Number(/^([1-9]\d{0,5})\./.exec(stamp)?.[1] ?? 1);
}

/** A command of `version` as today's procedures take it: each step since then, one after the other. */
export function upgradeCommand(
  asked: Asked,
  version: number,
  steps: readonly CommandUpgrade[] = commandUpgrades,
): Asked {
  return steps.reduce<Asked>(
    (now, step) => (step.to > version && step.name === now.name ? step.upgrade(now.args) : now),
    asked,
  );
}
