import { readFileSync, rmSync } from "node:fs";
import pg from "pg";
import { armingVariable } from "./arm.ts";
import { points } from "./points.ts";

/*
 * Loaded into the server's process before the server (`node --import`): the product has no failpoints of its own. Wraps
 * the driver's `query`, and when the file of CHAOS_ARMED_BY names a point, does that once at the next commit of a push.
 */

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

const file = process.env[armingVariable] ?? "";
const prototype = pg.Client.prototype as unknown as { query: Query };
const { query } = prototype;
/** Connections whose transaction has written the receipts of a push. */
const pushing = new WeakSet<pg.Client>();

prototype.query = function wrapped(...given) {
  const [first] = given;
  const text = typeof first === "string" ? first : ((first as { text?: string } | undefined)?.text ?? "");
  if (text.startsWith("BEGIN")) pushing.delete(this);
  if (text.startsWith('insert into "command_receipt"')) pushing.add(this);
  const point = text === "COMMIT" && pushing.has(this) ? armed() : undefined;
  if (point === undefined) return query.apply(this, given);
  return point(this, () => query.apply(this, given) as Promise<unknown>);
};

function armed() {
  let name: string;
  try {
    name = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  rmSync(file);
  return points[name];
}
