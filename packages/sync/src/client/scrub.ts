import type { Row } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import { requireScope } from "./apply-delta.ts";
import { holdsAll } from "./catch-up.ts";
import { engineTableNames, type BaseRow } from "./local-schema.ts";
import { getMetas, setMeta } from "./meta.ts";
import type { Ports } from "./ports.ts";
import { type EngineSchema, scopesOfDevice, tablesOfScope } from "./schema.ts";
import { checksumOf, isSound, plus } from "./stored-row.ts";
import { noteDivergence } from "./sums.ts";
import { mendView } from "./view.ts";

/** Rows read at a time, so that sales need not wait. */
const slice = 500;

/** What looking through all rows came to; `busy` when rows changed meanwhile, so that it has to be done again. */
export type Scrubbed = "sound" | "healing" | "busy";

interface Found extends Checksum {
  readonly scope: string;
  /** Rows that do not say any more what they said when they came. */
  readonly damaged: number;
}

/**
 * Looks through every row of the device: whether it still says what it said when it came, and whether all together come
 * to what the device has counted. A scope in which something is wrong is fetched again; meanwhile it goes on being
 * shown. What is shown under own commands is made anew from both.
 */
export async function scrub(ports: Ports, schema: EngineSchema): Promise<Scrubbed> {
  // In memory a row may still be whole.
  ports.store.forget();
  const before = await readStand(ports);
  const { identity, cursor } = before;
  if (identity === undefined || cursor === undefined || !holdsAll(cursor, identity)) return "busy";
  const found: Found[] = [];
  for (const scope of scopesOfDevice(identity)) {
    found.push(await lookThrough(ports, scope, tablesOfScope(schema, identity, scope)));
  }
  return ports.store.write([...engineTableNames, ...Object.keys(schema.tables)], async (tx) => {
    await mendView(tx);
    const now = await getMetas(tx, ["identity", "cursor", "sums", "sequence", "lastAnswer"]);
    if (JSON.stringify(now) !== JSON.stringify(before)) return "busy";
    const at = new Date(ports.clock.now()).toISOString();
    const wrong = found.filter(({ scope, rows, sum, damaged }) => {
      const counted = now.sums?.[scope] ?? { rows: 0, sum: 0 };
      return damaged > 0 || rows !== counted.rows || sum !== counted.sum;
    });
    for (const { scope, rows, sum } of wrong) {
      await noteDivergence(tx, scope, { rows, sum }, now.sums?.[scope] ?? { rows: 0, sum: 0 }, at);
      await requireScope(tx, scope);
    }
    // From now on what is counted is what is here, so that the copy that comes is counted rightly on top of it.
    await setMeta(tx, "sums", {
      ...now.sums,
      ...Object.fromEntries(found.map(({ scope, rows, sum }) => [scope, { rows, sum }])),
    });
    await setMeta(tx, "scrubbedAt", at);
    return wrong.length === 0 ? "sound" : "healing";
  });
}

/** Everything that changes when rows or their counted sums do. */
function readStand(ports: Ports) {
  return ports.store.read(["meta"], (tx) => getMetas(tx, ["identity", "cursor", "sums", "sequence", "lastAnswer"]));
}

async function lookThrough(ports: Ports, scope: string, tables: readonly string[]): Promise<Found> {
  let sum: Checksum = { rows: 0, sum: 0 };
  let damaged = 0;
  const count = (table: string, row: Row | null) => {
    sum = plus(sum, checksumOf(table, row));
    if (row !== null && !isSound(row)) damaged += 1;
  };
  for (const table of tables) {
    const kept = new Map((await basesOf(ports, table)).map((base) => [base.row, base.value as Row | null]));
    let after = "";
    for (;;) {
      const rows = (await ports.store.read([table], (tx) =>
        tx.range(table, ":id", after, "\uffff", slice + 1),
      )) as readonly Row[];
      const fresh = rows.filter(({ id }) => id !== after).slice(0, slice);
      // Under an own command the server's version stands beside the row that is shown.
      for (const row of fresh) if (!kept.has(row.id)) count(table, row);
      const last = fresh.at(-1);
      if (last === undefined || rows.length <= slice) break;
      after = last.id;
    }
    for (const value of kept.values()) count(table, value);
  }
  return { scope, ...sum, damaged };
}

function basesOf(ports: Ports, table: string): Promise<readonly BaseRow[]> {
  return ports.store.read(["base"], (tx) => tx.range("base", ":id", [table, ""], [table, "\uffff"])) as Promise<
    readonly BaseRow[]
  >;
}
