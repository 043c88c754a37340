import { cents, type Cents } from "@balcao/shared/kernel/money";
import type { Command, Json } from "@balcao/sync/protocol";

/** What a command was, in the words of the trade. `other` is one this version does not know. */
export type Deed =
  | { readonly kind: "sale"; readonly receipt: string; readonly total: Cents; readonly lines: number }
  | { readonly kind: "cash-opened"; readonly float: Cents }
  | { readonly kind: "cash-closed"; readonly counted: Cents }
  | { readonly kind: "other"; readonly name: string };

/** Reads a command for showing it. Never throws: a command of any age and shape must be shown. */
export function readCommand({ name, args }: Pick<Command, "name" | "args">): Deed {
  return readers.get(name)?.(args) ?? { kind: "other", name };
}

const readers: ReadonlyMap<string, (args: Json) => Deed | null> = new Map([
  ["sales.record", readSale],
  ["cashSessions.open", readOpening],
  ["cashSessions.close", readClosing],
]);

function readSale(args: Json): Deed | null {
  const receipt = field(args, "receiptNumber");
  const total = money(args, "total");
  const lines = field(args, "lines");
  if (typeof receipt !== "string" || total === null || !Array.isArray(lines)) return null;
  return { kind: "sale", receipt, total, lines: lines.length };
}

function readOpening(args: Json): Deed | null {
  const float = money(args, "openingFloat");
  return float === null ? null : { kind: "cash-opened", float };
}

function readClosing(args: Json): Deed | null {
  const counted = money(args, "countedCash");
  return counted === null ? null : { kind: "cash-closed", counted };
}

function field(args: Json, name: string): unknown {
  return typeof args === "object" && args !== null && !Array.isArray(args)
    ? (args as Readonly<Record<string, Json>>)[name]
    : undefined;
}

function money(args: Json, name: string): Cents | null {
  const value = field(args, name);
  return typeof value === "number" && Number.isSafeInteger(value) ? cents(value) : null;
}
