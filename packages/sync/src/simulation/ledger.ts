import type { Database, Stored } from "./database.ts";
import { type Counts, Violation } from "./violation.ts";

/** What became of a command: the commit that decided it, and whether it was applied. */
export interface Decision {
  readonly commit: number;
  readonly applied: boolean;
}

export interface LevelVersion {
  readonly commit: number;
  readonly quantity: number;
}

/** What the server has committed, counted on the side: sales stand once and add up, levels are the sums of movements. */
export class Ledger {
  /** Sales that were taken off the devices. */
  readonly retired = new Set<string>();
  /** Commands that the server put off: they may come out of order. */
  readonly putOff = new Set<string>();
  /** Grows with every decision, and with every life of the database. */
  version = 0;
  readonly #database: Database;
  readonly #counts: Counts;
  readonly #told: (commandId: string) => boolean;
  readonly #decided = new Map<string, Decision>();
  /** Refused in a life of the database that is over: a tablet may know of it or not. */
  readonly #refusedBefore = new Set<string>();
  readonly #levels = new Map<string, Map<number, LevelVersion>>();
  readonly #sums = new Map<string, number>();
  /** Which sale has which number of a device. Restored or not: a number is never given twice. */
  readonly #places = new Map<string, string>();
  readonly #lastSequence = new Map<string, number>();

  /** `told` says whether a command was acknowledged to a person. */
  constructor(database: Database, counts: Counts, told: (commandId: string) => boolean) {
    this.#database = database;
    this.#counts = counts;
    this.#told = told;
  }

  /** What this life of the database has decided of a command. */
  decision(commandId: string): Decision | undefined {
    return this.#decided.get(commandId);
  }

  /** Whether a command was refused, in this life or in one before. */
  isRefused(commandId: string): boolean {
    return this.#decided.get(commandId)?.applied === false || this.#refusedBefore.has(commandId);
  }

  /** A level as it was in one of its versions; undefined when that is long ago or of another life. */
  level(storeId: string, productId: string, v: number): LevelVersion | undefined {
    return this.#levels.get(`${storeId} ${productId}`)?.get(v);
  }

  /** A transaction was committed: sales add up and stand once, levels are the sums of their movements. */
  committed(commit: number, changed: readonly { readonly table: string; readonly id: string }[]): void {
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
  restored(): void {
    const { commits } = this.#database;
    // What is sent again comes behind what was made since.
    for (const [id, { applied }] of this.#decided) {
      if (this.#database.latest("receipt", id) !== null) continue;
      this.putOff.add(id);
      if (!applied) this.#refusedBefore.add(id);
    }
    this.version += 1;
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
  }

  #noteReceipt(commit: number, id: string, row: Stored): void {
    const { outcome } = row["result"] as { readonly outcome: string };
    this.version += 1;
    this.#decided.set(id, { commit, applied: outcome !== "rejected" });
  }

  #checkSale(row: Stored): void {
    this.#counts.add("S2");
    this.#counts.add("S8");
    this.#counts.add("S14");
    const id = String(row["id"]);
    if (row["times"] !== 1) throw new Violation("S2", `sale ${id} took effect ${String(row["times"])} times`);
    if (row["paid"] !== row["total"]) throw new Violation("S8", `sale ${id} is not paid as it adds up`);
    const deviceId = String(row["deviceId"]);
    const sequence = Number(row["sequence"]);
    const place = `${deviceId} ${sequence}`;
    const taken = this.#places.get(place) ?? id;
    if (taken !== id) throw new Violation("S14", `sales ${taken} and ${id} are both number ${sequence} of ${deviceId}`);
    this.#places.set(place, id);
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
    this.#counts.add("S8");
    const quantity = Number(row["quantity"]);
    const sum = this.#sums.get(id) ?? 0;
    if (quantity !== sum) throw new Violation("S8", `level ${id} is ${quantity}, its movements come to ${sum}`);
    const versions = this.#levels.get(id) ?? new Map<number, LevelVersion>();
    versions.set(Number(row["v"]), { commit, quantity });
    // A tablet that was away for longer than this is not compared.
    if (versions.size > 400) versions.delete(versions.keys().next().value ?? 0);
    this.#levels.set(id, versions);
  }
}
