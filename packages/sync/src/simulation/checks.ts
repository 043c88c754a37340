import { fold } from "../client/effects.ts";
import type { BaseRow, OutboxEntry, PendingOp } from "../client/local-schema.ts";
import { scopeOfTable } from "../client/schema.ts";
import { canonical } from "../canonical.ts";
import type { Command, Cursor, Json, Row } from "../protocol.ts";
import { covers, sees } from "../transaction-snapshot.ts";
import type { Database, Stored } from "./database.ts";
import { journalLimits } from "./disk.ts";
import { keyInDatabase, project, type SaleArguments, shopSchema } from "./shop.ts";
import type { Tablet } from "./tablet.ts";
import { tableOf } from "./tables.ts";

/** An invariant of SPEC.md did not hold. */
export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
}

interface LevelVersion {
  readonly commit: number;
  readonly quantity: number;
}

/** Nodes look at the feed once a second; the database may be slow to answer, twice. */
const lookPatience = 4_000;

/** What must hold, looked at whenever something that it speaks of has changed. */
export class Checks {
  /** How often each invariant was checked. */
  readonly counts: Record<string, number> = {};
  readonly #database: Database;
  readonly #organizationId: string;
  /** Command id -> the commit that decided it, and whether it was applied. */
  readonly #decided = new Map<string, { readonly commit: number; readonly applied: boolean }>();
  /** Sales that were taken off the devices. */
  readonly retired = new Set<string>();
  /** Refused in a life of the database that is over: a tablet may know of it or not. */
  readonly #refusedBefore = new Set<string>();
  readonly #levels = new Map<string, Map<number, LevelVersion>>();
  readonly #sums = new Map<string, number>();
  readonly #lastSequence = new Map<string, number>();
  /** Commands that the server put off: they may come out of order. */
  readonly putOff = new Set<string>();
  /** Per tablet: the newest version it has seen of each row, in this life of its database. */
  readonly #seen = new Map<Tablet, Map<string, number>>();

  readonly #told: (commandId: string) => boolean;
  readonly #now: () => number;

  /** `told` says whether a command was acknowledged to a person. */
  constructor(
    database: Database,
    organizationId: string,
    { told, now }: { readonly told: (commandId: string) => boolean; readonly now: () => number },
  ) {
    this.#database = database;
    this.#organizationId = organizationId;
    this.#told = told;
    this.#now = now;
  }

  /** The server committed: sales add up and stand once, levels are the sums of their movements. */
  serverCommitted(commit: number, changed: readonly { readonly table: string; readonly id: string }[]): void {
    for (const { table, id } of changed) {
      const row = this.#database.latest(table, id);
      if (row === null) continue;
      if (table === "stock_movement") this.#sums.set(String(row["id"]), this.#sumOf(row) + Number(row["quantity"]));
      else if (table === "receipt") this.#noteReceipt(commit, id, row);
      else if (table === "sale") this.#checkSale(row);
    }
    for (const { table, id } of changed) if (table === "stock_level") this.#checkLevel(commit, id);
  }

  /** Another life of the database: what was decided since the dump is undecided again. */
  serverRestored(tablets: readonly Tablet[]): void {
    const { commits } = this.#database;
    // What is sent again comes behind what was made since.
    for (const [id, { applied }] of this.#decided) {
      if (this.#database.latest("receipt", id) !== null) continue;
      this.putOff.add(id);
      if (!applied) this.#refusedBefore.add(id);
    }
    this.#decided.clear();
    this.#sums.clear();
    this.#levels.clear();
    this.#lastSequence.clear();
    for (const [id, row] of this.#database.all("receipt")) this.#noteReceipt(commits, id, row);
    for (const [, row] of this.#database.all("stock_movement")) {
      this.#sums.set(String(row["id"]), this.#sumOf(row) + Number(row["quantity"]));
    }
    for (const [id] of this.#database.all("stock_level")) this.#checkLevel(commits, id);
    for (const [, row] of this.#database.all("sale")) {
      const known = this.#lastSequence.get(String(row["deviceId"])) ?? 0;
      this.#lastSequence.set(String(row["deviceId"]), Math.max(known, Number(row["sequence"])));
    }
    for (const tablet of tablets) {
      for (const [id, command] of tablet.delivered) {
        if (!this.#decided.has(id)) tablet.undone.set(id, { command, since: tablet.newest });
      }
    }
  }

  /** A tablet's browser found its database gone. */
  databaseLost(tablet: Tablet): void {
    this.#seen.delete(tablet);
  }

  /** A tablet committed: what it shows is right, and its cursor tells the truth. */
  tabletCommitted(tablet: Tablet): void {
    this.#checkScopes(tablet);
    this.#checkMonotone(tablet);
    this.#checkView(tablet);
    this.#checkCursor(tablet);
  }

  /** Every command that a person was told of is on the server, in the outbox or in the journal. */
  acknowledged(tablet: Tablet): void {
    this.#count("S1");
    for (const [id, command] of tablet.acknowledged) {
      if (this.#decided.get(id)?.applied === true) {
        tablet.acknowledged.delete(id);
        tablet.delivered.set(id, command);
        continue;
      }
      if (isKept(tablet, id)) continue;
      throw new Violation("S1", `${tablet.name} has lost its command ${command.sequence}`);
    }
    this.#checkRefused(tablet);
    for (const [id, { command, since }] of tablet.undone) {
      if (this.#decided.has(id)) tablet.undone.delete(id);
      else if (!isKept(tablet, id)) {
        // A tablet keeps the newest of what was settled; so far back, what a restore undid can be sent again.
        if (tablet.newest - since < journalLimits.keep / 2) {
          throw new Violation("S18", `${tablet.name} has not kept its command ${command.sequence}`);
        }
        tablet.undone.delete(id);
      }
    }
  }

  /** S11: what the server refused is not told as done. */
  #checkRefused({ name, disk }: Tablet): void {
    this.#count("S11");
    for (const entry of tableOf(disk.tables, "outbox").values() as Iterable<OutboxEntry>) {
      if (entry.status !== "settled" || this.#decided.get(entry.id)?.applied !== false) continue;
      throw new Violation("S11", `${name} tells its refused command ${entry.sequence} as done`);
    }
  }

  /** S12: a node says that nothing changed when nothing did, as far as its last look at the feed can know. */
  unchangedAnswered(name: string, cursor: Cursor): void {
    this.#count("S12");
    if (cursor.epoch !== this.#database.epoch) return;
    for (const [scope, seen] of Object.entries(cursor.scopes)) {
      for (const { table, rowId, xid } of this.#database.feedOf(scope)) {
        const since = this.#now() - (this.#database.committedAt(xid) ?? 0);
        if (since < lookPatience || sees(seen, String(xid))) continue;
        throw new Violation("S12", `${name} was told that nothing changed, ${since} ms after ${table} ${rowId} did`);
      }
    }
  }

  /** After the last fault everything has come together: nothing waits, and the tablet holds the server's rows. */
  converged(tablet: Tablet): string | null {
    const { tables } = tablet.disk;
    for (const entry of tableOf(tables, "outbox").values() as Iterable<OutboxEntry>) {
      if (entry.status === "queued" || entry.status === "later") return `command ${entry.sequence} is ${entry.status}`;
    }
    if (tableOf(tables, "pending").size > 0) return "effects are pending";
    if (tableOf(tables, "base").size > 0) return "rows are kept under effects";
    for (const [id] of tablet.acknowledged) {
      const entry = tableOf(tables, "outbox").get(id) as OutboxEntry | undefined;
      if (this.#decided.get(id) === undefined && entry?.status !== "rejected")
        return "an acknowledged command was never decided";
    }
    for (const table of Object.keys(shopSchema.tables)) {
      const scope = scopeOfTable(shopSchema, tablet.identity, table) ?? "";
      const here = digestOf([...tableOf(tables, table).values()] as Row[]);
      const there = digestOf(this.#projection(table, scope));
      if (here !== there) return `${table}: the tablet has\n  ${here}\nthe server has\n  ${there}`;
    }
    return null;
  }

  #projection(table: string, scope: string): Row[] {
    return [...this.#database.feedOf(scope)].flatMap((entry) => {
      if (entry.table !== table || entry.deleted) return [];
      const row = this.#database.latest(table, keyInDatabase(table, scope, entry.rowId));
      return row === null ? [] : [project(table, scope, row)];
    });
  }

  #noteReceipt(commit: number, id: string, row: Stored): void {
    const { outcome } = row["result"] as { readonly outcome: string };
    this.#decided.set(id, { commit, applied: outcome !== "rejected" });
  }

  #checkSale(row: Stored): void {
    this.#count("S2");
    this.#count("S8");
    this.#count("S14");
    const id = String(row["id"]);
    if (row["times"] !== 1) throw new Violation("S2", `sale ${id} took effect ${String(row["times"])} times`);
    if (row["paid"] !== row["total"]) throw new Violation("S8", `sale ${id} is not paid as it adds up`);
    const deviceId = String(row["deviceId"]);
    const sequence = Number(row["sequence"]);
    const last = this.#lastSequence.get(deviceId) ?? 0;
    // What nobody was told of may be late: its tablet was killed, and a copy of the request was still on its way.
    const told = this.#told(String(row["commandId"]));
    if (sequence < last && told && !this.putOff.has(String(row["commandId"]))) {
      throw new Violation("S14", `command ${sequence} of ${deviceId} was applied after command ${last}`);
    }
    this.#lastSequence.set(deviceId, Math.max(last, sequence));
  }

  #sumOf(row: Stored): number {
    return this.#sums.get(String(row["id"])) ?? 0;
  }

  #checkLevel(commit: number, id: string): void {
    const row = this.#database.latest("stock_level", id);
    if (row === null) return;
    this.#count("S8");
    const quantity = Number(row["quantity"]);
    const sum = this.#sums.get(id) ?? 0;
    if (quantity !== sum) throw new Violation("S8", `level ${id} is ${quantity}, its movements come to ${sum}`);
    const versions = this.#levels.get(id) ?? new Map<number, LevelVersion>();
    versions.set(Number(row["v"]), { commit, quantity });
    // A tablet that was away for longer than this is not compared.
    if (versions.size > 400) versions.delete(versions.keys().next().value ?? 0);
    this.#levels.set(id, versions);
  }

  /** S7: every row on a device was sent for a scope that it holds. */
  #checkScopes({ name, identity, disk }: Tablet): void {
    this.#count("S7");
    for (const table of Object.keys(shopSchema.tables)) {
      const scope = scopeOfTable(shopSchema, identity, table);
      for (const row of tableOf(disk.tables, table).values() as Iterable<Row>) {
        if (row["scope"] !== scope)
          throw new Violation("S7", `${name} holds ${table} ${row.id} of ${text(row["scope"])}`);
      }
    }
  }

  /** S6: no row goes back to an earlier version. */
  #checkMonotone(tablet: Tablet): void {
    this.#count("S6");
    const cursor = cursorOf(tablet);
    if (cursor?.epoch !== this.#database.epoch) return;
    const seen = this.#seen.get(tablet) ?? new Map<string, number>();
    this.#seen.set(tablet, seen);
    for (const table of Object.keys(shopSchema.tables)) {
      // A scope that is being fetched anew still shows rows of the life before.
      if (!((scopeOfTable(shopSchema, tablet.identity, table) ?? "") in cursor.scopes)) continue;
      for (const row of tableOf(tablet.disk.tables, table).values() as Iterable<Row>) {
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
    this.#count("S9");
    const { tables } = tablet.disk;
    const pending = [...tableOf(tables, "pending").values()] as PendingOp[];
    const byRow = Map.groupBy(pending, ({ table, row }) => `${table} ${row}`);
    const entries = ([...tableOf(tables, "outbox").values()] as OutboxEntry[]).filter(
      ({ status }) => status !== "rejected",
    );
    for (const base of tableOf(tables, "base").values() as Iterable<BaseRow>) {
      const ops = (byRow.get(`${base.table} ${base.row}`) ?? []).toSorted(
        (a, b) => a.sequence - b.sequence || a.order - b.order,
      );
      const expected = fold(
        base.value as Row | null,
        ops.map(({ op }) => op),
      );
      const shown = tableOf(tables, base.table).get(base.row) ?? null;
      if (JSON.stringify(shown) !== JSON.stringify(expected)) {
        throw new Violation("S9", `${tablet.name}: ${base.table} ${base.row} is not its base and what is pending`);
      }
    }
    const outbox = entries.filter(({ command }) => !this.#isRefused(command.id));
    for (const { command } of outbox) this.#checkSaleShown(tablet, command);
    const sold = soldBy(entries);
    for (const row of tableOf(tables, "stock_level").values() as Iterable<Row>) {
      this.#checkLevelShown(tablet, row, sold.get(row.id) ?? []);
    }
  }

  #checkSaleShown({ name, disk }: Tablet, command: Command): void {
    const { saleId } = command.args as unknown as SaleArguments;
    if (this.retired.has(saleId) || tableOf(disk.tables, "sale").has(saleId)) return;
    throw new Violation("S9", `${name} does not show its sale ${command.sequence}`);
  }

  #checkLevelShown(tablet: Tablet, row: Row, sold: readonly Sold[]): void {
    const known = this.#levels.get(`${tablet.identity.storeId} ${row.id}`)?.get(Number(row["v"]));
    if (known === undefined) return;
    let expected = known.quantity;
    for (const { commandId, quantity } of sold) {
      const decided = this.#decided.get(commandId);
      // Refused on the server and not known here: its effect may go with the row or with the answer.
      if (this.#isRefused(commandId)) return;
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
    const cursor = cursorOf(tablet);
    if (cursor === undefined || cursor.page !== undefined || cursor.epoch !== this.#database.epoch) return;
    const purged = this.#database.purgedBefore();
    for (const [scope, seen] of Object.entries(cursor.scopes)) {
      this.#count("S5");
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
      if (!covers(seen, `${purged}:${purged}:`)) continue;
      for (const [table, { scope: kind }] of Object.entries(shopSchema.tables)) {
        if ((kind === "organization") !== (scope === this.#organizationId)) continue;
        for (const id of tableOf(tablet.disk.tables, table).keys()) {
          if (mentioned.has(`${table} ${id}`) || serverVersion(tablet, table, id) === null) continue;
          throw new Violation("S5", `${tablet.name} still has ${table} ${id}, whose end it has read past`);
        }
      }
    }
  }

  #isRefused(commandId: string): boolean {
    return this.#decided.get(commandId)?.applied === false || this.#refusedBefore.has(commandId);
  }

  #count(invariant: string): void {
    this.counts[invariant] = (this.counts[invariant] ?? 0) + 1;
  }
}

function isKept({ disk }: Tablet, id: string): boolean {
  if (tableOf(disk.tables, "outbox").has(id)) return true;
  return disk.journalEntries().some((entry) => entry.kind === "command" && entry.command.id === id);
}

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

/** What the server last said of a row on a device; null when it has no such row. */
function serverVersion({ disk }: Tablet, table: string, id: string): Row | null {
  const base = tableOf(disk.tables, "base").get(JSON.stringify([table, id])) as BaseRow | undefined;
  if (base !== undefined) return base.value as Row | null;
  return (tableOf(disk.tables, table).get(id) as Row | undefined) ?? null;
}

function cursorOf({ disk }: Tablet): Cursor | undefined {
  return (tableOf(disk.tables, "meta").get("cursor") as { readonly value: Cursor } | undefined)?.value;
}

/** Rows as one text, whatever their order. */
function digestOf(rows: readonly Row[]): string {
  return rows.map(canonical).toSorted().join("\n  ");
}

function text(value: Json | undefined): string {
  return JSON.stringify(value) ?? "nothing";
}
