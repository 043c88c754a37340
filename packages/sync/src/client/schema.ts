import type { DeviceIdentity } from "./ports.ts";

export type ScopeKind = "organization" | "store" | "user";

/** The synced tables as the engine needs to know them. */
export interface EngineSchema {
  /** The same value on the server, or devices are told `snapshot-required`. */
  readonly version: string;
  /** What is written on commands made here: the version of their meaning, and the tables they were made with. */
  readonly stamp: string;
  /** In the order in which a device loads them. */
  readonly tables: Readonly<Record<string, EngineTable>>;
  /** When packed tables are folded; as is usual unless it is said. */
  readonly folding?: Folding;
}

/** When what lies over a packed table is folded into its chunks, and into how large ones. */
export interface Folding {
  /** Up to so many rows may lie over it. */
  readonly beyond: number;
  /** Rows of a chunk, and rows folded in one transaction. */
  readonly chunkRows: number;
}

export interface EngineTable {
  readonly scope: ScopeKind;
  readonly columns: readonly string[];
  /** It is large, and read more than written: its rows are kept many to a record. */
  readonly packed?: boolean;
}

/** The id of the scope that a table's rows belong to on this device; null when the device holds no such scope. */
export function scopeOfTable(schema: EngineSchema, identity: DeviceIdentity, table: string): string | null {
  const kind = schema.tables[table]?.scope;
  if (kind === "organization") return identity.organizationId;
  return kind === "store" ? identity.storeId : null;
}

/** The scopes of a device, in the order in which they load: its store first, because it lets people in and sell. */
export function scopesOfDevice(identity: DeviceIdentity): readonly string[] {
  return [identity.storeId, identity.organizationId];
}

/** The tables whose rows live in a scope of this device. */
export function tablesOfScope(schema: EngineSchema, identity: DeviceIdentity, scope: string): readonly string[] {
  return Object.keys(schema.tables).filter((table) => scopeOfTable(schema, identity, table) === scope);
}
