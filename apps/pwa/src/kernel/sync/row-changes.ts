import type { CoveringRow, PackedRecord } from "@balcao/sync/client/packed/chunk";
import type { DBCore, DBCoreMutateRequest, DBCoreTransaction, Middleware } from "dexie";

/**
 * What became of rows of one table, told after their transaction is durable. Dexie's own observation knows no single ids
 * once 50 rows or more are written at once; what is as large as the catalogue needs them.
 *
 * - `rows`: written in this page, as they are now
 * - `look`: written in another page or worker; read them again
 * - `gone`: deleted
 * - `range`: those from one id to another, both included; read them again
 * - `copy`: this copy of a packed table is shown; when it was another before, everything is another
 * - `all`: more than can be told one by one
 */
export type RowChange =
  | { readonly kind: "rows"; readonly rows: readonly unknown[] }
  | { readonly kind: "look" | "gone"; readonly ids: readonly string[] }
  | { readonly kind: "range"; readonly from: string; readonly until: string }
  | { readonly kind: "copy"; readonly copy: string }
  | { readonly kind: "all" };

interface Told {
  readonly table: string;
  readonly change: RowChange;
}

type Listener = (change: RowChange) => void;

const listeners = new Map<string, Set<Listener>>();
const channel = new BroadcastChannel("balcao-rows");
// Node keeps a process alive for an open channel; pages know no such thing.
(channel as { unref?: () => void }).unref?.();
channel.addEventListener("message", (event: MessageEvent<Told>) => tell(event.data));

/** Calls `listener` for each change of a table, by whichever page or worker of this device; call the answer to stop. */
export function onRowsChanged(table: string, listener: Listener): () => void {
  const ofTable = listeners.get(table) ?? new Set();
  listeners.set(table, ofTable.add(listener));
  return () => ofTable.delete(listener);
}

/**
 * Makes the database tell of changed rows of `tables`. Of those in `packed` what is written lies over chunks. Given to
 * `Dexie.use` before the database is opened.
 */
export function rowChanges(tables: ReadonlySet<string>, packed: ReadonlySet<string>): Middleware<DBCore> {
  const changesOf = (name: string, request: DBCoreMutateRequest): readonly Told[] => {
    if (name === "packed") return request.type === "put" ? request.values.map(ofRecord) : [];
    if (name === "packed_copy") return request.type === "put" ? request.values.map(ofCopy) : [];
    const isPacked = packed.has(name);
    return changesOfRows(request, isPacked).map((change) => ({ table: name, change }));
  };
  return {
    stack: "dbcore",
    name: "row-changes",
    create: (down) => ({
      table: (name) => {
        const table = down.table(name);
        if (!tables.has(name) && name !== "packed" && name !== "packed_copy") return table;
        return {
          ...table,
          mutate: (request) => {
            for (const told of changesOf(name, request)) if (tables.has(told.table)) remember(request.trans, told);
            return table.mutate(request);
          },
        };
      },
    }),
  };
}

function ofRecord({ table, first, last }: PackedRecord): Told {
  return { table, change: { kind: "range", from: first, until: last } };
}

function ofCopy({ table, copy }: { readonly table: string; readonly copy: string }): Told {
  return { table, change: { kind: "copy", copy } };
}

function changesOfRows(request: DBCoreMutateRequest, isPacked: boolean): readonly RowChange[] {
  if (request.type === "deleteRange") return [{ kind: "all" }];
  // What no longer lies over a chunk may be in it.
  if (request.type === "delete") return [{ kind: isPacked ? "look" : "gone", ids: request.keys as readonly string[] }];
  const rows = request.values as readonly CoveringRow[];
  const gone = isPacked ? rows.filter((row) => "$gone" in row).map(({ id }) => id) : [];
  if (gone.length === 0) return [{ kind: "rows", rows }];
  return [
    { kind: "rows", rows: rows.filter((row) => !("$gone" in row)) },
    { kind: "gone", ids: gone },
  ];
}

const underWay = new WeakMap<DBCoreTransaction, Told[]>();

/** Dexie's transactions are IndexedDB's own; nothing is told of one that aborts. */
function remember(transaction: DBCoreTransaction, told: Told): void {
  const known = underWay.get(transaction);
  if (known !== undefined) {
    known.push(told);
    return;
  }
  const changes = [told];
  underWay.set(transaction, changes);
  (transaction as unknown as IDBTransaction).addEventListener("complete", () => {
    for (const change of changes) {
      tell(change);
      channel.postMessage(forOthers(change));
    }
  });
}

function forOthers({ table, change }: Told): Told {
  if (change.kind !== "rows") return { table, change };
  return { table, change: { kind: "look", ids: change.rows.map((row) => (row as { readonly id: string }).id) } };
}

function tell({ table, change }: Told): void {
  for (const listener of listeners.get(table) ?? []) listener(change);
}
