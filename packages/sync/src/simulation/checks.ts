import type { OutboxEntry } from "../client/local-schema.ts";
import { scopeOfTable } from "../client/schema.ts";
import { plainRow } from "../client/stored-row.ts";
import { canonical } from "../canonical.ts";
import type { Cursor, Row } from "../protocol.ts";
import { sees } from "../transaction-snapshot.ts";
import { ChainChecks } from "./chain-checks.ts";
import type { Database } from "./database.ts";
import { journalLimits } from "./disk.ts";
import { Ledger } from "./ledger.ts";
import { localRows } from "./local-rows.ts";
import { keyInDatabase, project, shopSchema } from "./shop.ts";
import { TabletChecks } from "./tablet-checks.ts";
import type { Tablet } from "./tablet.ts";
import { tableOf } from "./tables.ts";
import { Counts, Violation } from "./violation.ts";

/** Nodes look at the feed once a second; the database may be slow to answer, twice. */
const lookPatience = 4_000;

/** What must hold, looked at whenever something that it speaks of has changed. */
export class Checks {
  readonly counts = new Counts();
  readonly ledger: Ledger;
  readonly tablets: TabletChecks;
  readonly chains: ChainChecks;
  /** How a tablet and its server stood when it was last looked whether what was acknowledged is kept. */
  readonly #looked = new Map<Tablet, string>();
  readonly #database: Database;
  readonly #now: () => number;

  /** `told` says whether a command was acknowledged to a person. */
  constructor(
    database: Database,
    organizationId: string,
    { told, now }: { readonly told: (commandId: string) => boolean; readonly now: () => number },
  ) {
    this.#database = database;
    this.#now = now;
    this.ledger = new Ledger(database, this.counts, told);
    this.chains = new ChainChecks(database, this.counts);
    this.tablets = new TabletChecks(database, organizationId, this.ledger, this.counts);
  }

  /** Another life of the database: what was decided since the dump is undecided again. */
  restored(tablets: readonly Tablet[]): void {
    const before = tablets.map(({ delivered }) =>
      [...delivered].filter(([id]) => this.ledger.decision(id) !== undefined),
    );
    this.ledger.restored();
    this.chains.restored();
    for (const [index, tablet] of tablets.entries()) {
      for (const [id, command] of before[index] ?? []) {
        if (this.ledger.decision(id) === undefined) tablet.undone.set(id, { command, since: tablet.newest });
      }
    }
  }

  /** Every command that a person was told of is on the server, in the outbox or in the journal. */
  acknowledged(tablet: Tablet): void {
    const { disk, acknowledged } = tablet;
    // On these alone it depends what is kept of what was acknowledged.
    const stand = [disk.version, disk.files.version, this.ledger.version, acknowledged.size].join(" ");
    if (this.#looked.get(tablet) === stand) return;
    this.#looked.set(tablet, stand);
    this.counts.add("S1");
    for (const [id, command] of tablet.acknowledged) {
      if (this.ledger.decision(id)?.applied === true) {
        tablet.acknowledged.delete(id);
        tablet.delivered.set(id, command);
        continue;
      }
      if (isKept(tablet, id)) continue;
      throw new Violation("S1", `${tablet.name} has lost its command ${command.sequence}`);
    }
    for (const [id, { command, since }] of tablet.undone) {
      if (this.ledger.decision(id) !== undefined) tablet.undone.delete(id);
      else if (!isKept(tablet, id)) {
        // A tablet keeps the newest of what was settled; so far back, what a restore undid can be sent again. An old
        // command that several lives have decided may be gone sooner.
        const oldest = tablet.newest - journalLimits.keep / 2;
        if (since > oldest && command.sequence > oldest) {
          throw new Violation("S18", `${tablet.name} has not kept its command ${command.sequence}`);
        }
        tablet.undone.delete(id);
      }
    }
  }

  /** S19: a node says that nothing changed when nothing did, as far as its last look at the feed can know. */
  unchangedAnswered(name: string, cursor: Cursor): void {
    this.counts.add("S19");
    if (cursor.epoch !== this.#database.epoch) return;
    for (const [scope, seen] of Object.entries(cursor.scopes)) {
      for (const { table, rowId, xid } of this.#database.feedOf(scope)) {
        const since = this.#now() - (this.#database.committedAt(xid) ?? 0);
        if (since < lookPatience || sees(seen, String(xid))) continue;
        throw new Violation("S19", `${name} was told that nothing changed, ${since} ms after ${table} ${rowId} did`);
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
      if (this.ledger.decision(id) === undefined && entry?.status !== "rejected")
        return "an acknowledged command was never decided";
    }
    for (const table of Object.keys(shopSchema.tables)) {
      const scope = scopeOfTable(shopSchema, tablet.identity, table) ?? "";
      const here = digestOf([...localRows(tables, table).values()].map(plainRow));
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
}

function isKept({ disk, files }: Tablet, id: string): boolean {
  if (files.some((file) => file.has(id))) return true;
  if (tableOf(disk.tables, "outbox").has(id)) return true;
  return disk.journalEntries().some((entry) => entry.kind === "command" && entry.command.id === id);
}

/** Rows as one text, whatever their order. */
function digestOf(rows: readonly Row[]): string {
  return rows.map(canonical).toSorted().join("\n  ");
}
