import { fold } from "../client/effects.ts";
import type { BaseRow, OutboxEntry, PendingOp } from "../client/local-schema.ts";
import { scopeOfTable, tablesOfScope } from "../client/schema.ts";
import { checksumOf, plus } from "../client/stored-row.ts";
import type { Checksum } from "../row-hash.ts";
import type { Command, Json, Row } from "../protocol.ts";
import { sees } from "../transaction-snapshot.ts";
import { outlives } from "../server/pull.ts";
import type { Database } from "./database.ts";
import { type Damage, stillDamaged } from "./damage.ts";
import type { Ledger } from "./ledger.ts";
import { localRow, localRows } from "./local-rows.ts";
import { keyInDatabase, type SaleArguments, shopSchema } from "./shop.ts";
import type { Tablet } from "./tablet.ts";
import { cursorIn, tableOf } from "./tables.ts";
import { type Counts, Violation } from "./violation.ts";

/** What a tablet shows is right and its cursor tells the truth, after each of its commits. */
export class TabletChecks {
  readonly #database: Database;
  readonly #organizationId: string;
  readonly #ledger: Ledger;
  readonly #counts: Counts;
  #commits = 0;
  /** Per tablet: the newest version it has seen of each row, in this life of its database. */
  readonly #seen = new Map<Tablet, Map<string, number>>();

  constructor(database: Database, organizationId: string, ledger: Ledger, counts: Counts) {
    this.#database = database;
    this.#organizationId = organizationId;
    this.#ledger = ledger;
    this.#counts = counts;
  }

  /** A tablet's browser found its database gone. */
  databaseLost(tablet: Tablet): void {
    this.#seen.delete(tablet);
  }

  committed(tablet: Tablet): void {
    if (tablet.damages.length > 0) this.#lookAtDamage(tablet);
    if (tablet.damages.length > 0) return;
    this.#checkScopes(tablet);
    this.#checkMonotone(tablet);
    this.#checkView(tablet);
    this.#checkCursor(tablet);
    this.#checkRefused(tablet);
    // As dear as all the others together, and what it speaks of adds up: now and then is as good.
    this.#commits += 1;
    if (this.#commits % 8 === 0) this.#checkSums(tablet);
  }

  #lookAtDamage(tablet: Tablet): void {
    const serverRow = ({ table, id }: Damage) => serverVersion(tablet, table, id);
    tablet.damages = stillDamaged(tablet, serverRow, shownWrongly(tablet));
  }

  /** S26: what a device counts of its rows is what they come to. */
  #checkSums(tablet: Tablet): void {
    this.#counts.add("S26");
    const { tables } = tablet.disk;
    const counted = (tableOf(tables, "meta").get("sums") as { readonly value: Sums } | undefined)?.value ?? {};
    for (const scope of [tablet.identity.organizationId, tablet.identity.storeId]) {
      const rows = tablesOfScope(shopSchema, tablet.identity, scope).flatMap((table) => {
        const ids = new Set(localRows(tables, table).keys());
        for (const base of tableOf(tables, "base").values() as Iterable<BaseRow>)
          if (base.table === table) ids.add(base.row);
        return [...ids].map((id) => checksumOf(table, serverVersion(tablet, table, id)));
      });
      const here = rows.reduce(plus, { rows: 0, sum: 0 });
      const told = counted[scope] ?? { rows: 0, sum: 0 };
      if (here.rows === told.rows && here.sum === told.sum) continue;
      throw new Violation("S26", `${tablet.name} counts ${told.rows} rows of ${scope} and has ${here.rows}`);
    }
  }

  /** S11: what the server refused is not told as done. */
  #checkRefused({ name, disk }: Tablet): void {
    this.#counts.add("S11");
    for (const entry of tableOf(disk.tables, "outbox").values() as Iterable<OutboxEntry>) {
      if (entry.status !== "settled" || this.#ledger.decision(entry.id)?.applied !== false) continue;
      throw new Violation("S11", `${name} tells its refused command ${entry.sequence} as done`);
    }
  }

  /** S7: every row on a device was sent for a scope that it holds. */
  #checkScopes({ name, identity, disk }: Tablet): void {
    this.#counts.add("S7");
    for (const table of Object.keys(shopSchema.tables)) {
      const scope = scopeOfTable(shopSchema, identity, table);
      for (const row of localRows(disk.tables, table).values()) {
        if (row["scope"] !== scope)
          throw new Violation("S7", `${name} holds ${table} ${row.id} of ${text(row["scope"])}`);
      }
    }
  }

  /** S6: no row goes back to an earlier version. */
  #checkMonotone(tablet: Tablet): void {
    this.#counts.add("S6");
    const cursor = cursorIn(tablet.disk.tables);
    if (cursor?.epoch !== this.#database.epoch) return;
    const seen = this.#seen.get(tablet) ?? new Map<string, number>();
    this.#seen.set(tablet, seen);
    for (const table of Object.keys(shopSchema.tables)) {
      // A scope that is being fetched anew still shows rows of the life before.
      if (!((scopeOfTable(shopSchema, tablet.identity, table) ?? "") in cursor.scopes)) continue;
      for (const row of localRows(tablet.disk.tables, table).values()) {
        const v = Number(row["v"]);
        const key = `${this.#database.epoch} ${table} ${row.id}`;
        const last = seen.get(key) ?? 0;
        // Version 0 is a row that only the tablet's own commands have made so far.
        if (v < last && v !== 0)
          throw new Violation("S6", `${tablet.name}: ${table} ${row.id} went back from ${last} to ${v}`);
        if (v > last) seen.set(key, v);
      }
    }
  }

  /** S9: what a person sees is the server's row plus each own command that the row does not contain, once. */
  #checkView(tablet: Tablet): void {
    this.#counts.add("S9");
    const { tables } = tablet.disk;
    const [wrong] = shownWrongly(tablet);
    if (wrong !== undefined) {
      throw new Violation("S9", `${tablet.name}: ${wrong.table} ${wrong.row} is not its base and what is pending`);
    }
    const entries = ([...tableOf(tables, "outbox").values()] as OutboxEntry[]).filter(
      ({ status }) => status !== "rejected",
    );
    const outbox = entries.filter(({ command }) => !this.#ledger.isRefused(command.id));
    for (const { command } of outbox) this.#checkSaleShown(tablet, command);
    const sold = soldBy(entries);
    for (const row of localRows(tables, "stock_level").values()) {
      this.#checkLevelShown(tablet, row, sold.get(row.id) ?? []);
    }
  }

  #checkSaleShown({ name, disk }: Tablet, command: Command): void {
    const { saleId } = command.args as unknown as SaleArguments;
    if (this.#ledger.retired.has(saleId) || tableOf(disk.tables, "sale").has(saleId)) return;
    throw new Violation("S9", `${name} does not show its sale ${command.sequence}`);
  }

  #checkLevelShown(tablet: Tablet, row: Row, sold: readonly Sold[]): void {
    const known = this.#ledger.level(tablet.identity.storeId, row.id, Number(row["v"]));
    if (known === undefined) return;
    let expected = known.quantity;
    for (const { commandId, quantity } of sold) {
      const decided = this.#ledger.decision(commandId);
      // Refused on the server and not known here: its effect may go with the row or with the answer.
      if (this.#ledger.isRefused(commandId)) return;
      if (decided === undefined || decided.commit > known.commit) expected -= quantity;
    }
    if (row["quantity"] === expected) return;
    throw new Violation(
      "S9",
      `${tablet.name} shows ${text(row["quantity"])} of ${row.id} at version ${text(row["v"])}; ${expected} is right`,
    );
  }

  /** S5: whatever the cursor says was seen is here, and nothing is here that it says is gone. */
  #checkCursor(tablet: Tablet): void {
    const cursor = cursorIn(tablet.disk.tables);
    if (cursor === undefined || cursor.page !== undefined || cursor.epoch !== this.#database.epoch) return;
    const purged = this.#database.purgedBefore();
    for (const [scope, seen] of Object.entries(cursor.scopes)) {
      this.#counts.add("S5");
      const mentioned = new Set<string>();
      for (const entry of this.#database.feedOf(scope)) {
        mentioned.add(`${entry.table} ${entry.rowId}`);
        if (!sees(seen, String(entry.xid))) continue;
        const there = entry.deleted
          ? null
          : this.#database.latest(entry.table, keyInDatabase(entry.table, scope, entry.rowId));
        const here = serverVersion(tablet, entry.table, entry.rowId);
        const v = there === null ? null : Number(there["v"]);
        if ((here?.["v"] ?? null) !== v) {
          throw new Violation(
            "S5",
            `${tablet.name} has read past ${entry.table} ${entry.rowId} of transaction ${entry.xid} at ${seen} without it`,
          );
        }
      }
      if (!outlives(seen, purged)) continue;
      for (const [table, { scope: kind }] of Object.entries(shopSchema.tables)) {
        if ((kind === "organization") !== (scope === this.#organizationId)) continue;
        for (const id of localRows(tablet.disk.tables, table).keys()) {
          if (mentioned.has(`${table} ${id}`) || serverVersion(tablet, table, id) === null) continue;
          throw new Violation("S5", `${tablet.name} still has ${table} ${id}, whose end it has read past`);
        }
      }
    }
  }
}

type Sums = Readonly<Record<string, Checksum>>;

interface Sold {
  readonly commandId: string;
  readonly quantity: number;
}

/** What commands of an outbox take from the stock, by product. */
function soldBy(entries: readonly OutboxEntry[]): Map<string, Sold[]> {
  const sold = new Map<string, Sold[]>();
  for (const { command } of entries) {
    for (const { product, quantity } of (command.args as unknown as SaleArguments).lines) {
      const known = sold.get(product) ?? [];
      known.push({ commandId: command.id, quantity });
      sold.set(product, known);
    }
  }
  return sold;
}

/** Rows under own commands that are not shown as what the server said and what is pending come to. */
function shownWrongly({ disk: { tables } }: Tablet): readonly BaseRow[] {
  const pending = [...tableOf(tables, "pending").values()] as PendingOp[];
  const byRow = Map.groupBy(pending, ({ table, row }) => `${table} ${row}`);
  return [...(tableOf(tables, "base").values() as Iterable<BaseRow>)].filter(({ table, row, value }) => {
    const ops = (byRow.get(`${table} ${row}`) ?? []).toSorted((a, b) => a.sequence - b.sequence || a.order - b.order);
    const expected = fold(
      value as Row | null,
      ops.map(({ op }) => op),
    );
    return JSON.stringify(localRow(tables, table, row) ?? null) !== JSON.stringify(expected);
  });
}

/** What the server last said of a row on a device; null when it has no such row. */
function serverVersion({ disk }: Tablet, table: string, id: string): Row | null {
  const base = tableOf(disk.tables, "base").get(JSON.stringify([table, id])) as BaseRow | undefined;
  if (base !== undefined) return base.value as Row | null;
  return localRow(disk.tables, table, id) ?? null;
}

function text(value: Json | undefined): string {
  return JSON.stringify(value) ?? "nothing";
}
