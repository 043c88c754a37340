import type { Command, CommandResult } from "../protocol.ts";
import type { EffectOp } from "./ports.ts";

/** The engine's own tables in the local database, with their indexes in Dexie's notation (primary key first). */
export const engineTables = {
  /** Commands, from made to decided. */
  outbox: "id, sequence, [status+sequence]",
  /** What pending commands do to rows: PendingOp. */
  pending: "[sequence+order], [table+row]",
  /** The server's version of rows that pending ops touch: BaseRow. */
  base: "[table+row]",
  /** Single facts of the engine, by name. */
  meta: "key",
  /** Rows of packed tables, many to a record: PackedRecord. */
  packed: "[table+copy+first+edition]",
  /** Which copy of a packed table is shown. */
  packed_copy: "table",
} as const;

export const engineTableNames = Object.keys(engineTables) as (keyof typeof engineTables)[];

/** Where a command stands. `queued` and `later` have not been decided; only `settled` ones may ever be forgotten. */
export type OutboxStatus = "queued" | "later" | "rejected" | "settled";

export interface OutboxEntry {
  readonly id: string;
  readonly sequence: number;
  readonly status: OutboxStatus;
  readonly command: Command;
  /** What the command does to local rows: kept, to be shown again should the server lose it. */
  readonly effect: readonly EffectOp[];
  readonly result: CommandResult | null;
  /** When the status was reached, by the device's clock, ISO 8601. */
  readonly at: string;
}

/** One op of a pending command. */
export interface PendingOp {
  readonly sequence: number;
  readonly order: number;
  readonly commandId: string;
  readonly table: string;
  readonly row: string;
  readonly op: EffectOp;
}

/** What the server last said about a row that pending ops touch. */
export interface BaseRow {
  readonly table: string;
  readonly row: string;
  /** Null when the server has no such row. */
  readonly value: object | null;
}
