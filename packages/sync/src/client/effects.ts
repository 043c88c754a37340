import type { Row } from "../protocol.ts";
import type { EffectOp } from "./ports.ts";

/** What a row looks like after ops, in order, on what the server last said of it; null is a row that is not there. */
export function fold(base: Row | null, ops: readonly EffectOp[]): Row | null {
  let row = base;
  for (const op of ops) row = step(row, op);
  return row;
}

function step(row: Row | null, op: EffectOp): Row | null {
  switch (op.do) {
    case "put":
      return op.value;
    case "merge":
      // A row that went away on the server stays away: there is nothing to merge into.
      return row === null ? null : { ...row, ...op.fields };
    case "add": {
      const before = row ?? op.otherwise;
      const value = before[op.field];
      return { ...before, [op.field]: (typeof value === "number" ? value : 0) + op.by };
    }
    case "delete":
      return null;
  }
}
