import type { Decided } from "../decided.ts";
import { type Checksum, rowHash } from "../row-hash.ts";
import type { Feed, FeedChange, KnownScope, TickChange } from "../server/ports.ts";
import { outlives } from "../server/pull.ts";
import type { SnapshotSource, SnapshotState } from "../server/snapshots.ts";
import type { Database, FeedEntry, Stored } from "./database.ts";
import { keyInDatabase, project, shopSchema } from "./shop.ts";
import type { State } from "./state.ts";

/** Small, so that a short run has deltas of several pages and snapshots of several chunks. */
const pagesAre = { page: 6, chunk: 4 };

/** What the real server core reads of the simulated database. Every question takes the time that `query` takes. */
export class Reads {
  readonly #database: Database;
  readonly #query: (label: string) => Promise<void>;

  constructor(database: Database, query: (label: string) => Promise<void>) {
    this.#database = database;
    this.#query = query;
  }

  /** The change feed. */
  feed(): Feed {
    return {
      within: (_, work) =>
        this.#within("opens a state", (state) =>
          work({
            now: state.now,
            purgedBefore: state.purgedBefore,
            changes: async (from, target, after, limit) => {
              await this.#query("reads a page");
              const order = [...from]
                .flatMap(([scope, seen]) => state.newsFor(scope, seen, target))
                .toSorted(pageOrder);
              const rest = after === null ? order : order.filter((entry) => pageOrder(entry, asEntry(after)) > 0);
              const page = rest.slice(0, Math.min(limit, pagesAre.page));
              const last = page.at(-1);
              return {
                changes: page.map((entry) => load(state, entry)),
                next:
                  last === undefined || rest.length <= page.length
                    ? null
                    : { scope: last.scope, xid: String(last.xid), table: last.table, rowId: last.rowId },
              };
            },
            decided: async (deviceId) => decidedOf(state.row("device", deviceId)),
            checksums: async (scopes) => Object.fromEntries(scopes.map((scope) => [scope, checksumOf(state, scope)])),
          }),
        ),
      tick: (scopes, since, limit, work) =>
        this.#within("ticks", (state) => {
          const news = scopes.flatMap((scope) => state.newsFor(scope, since, state.now));
          const tooMany = news.length > limit;
          return work({
            now: state.now,
            changedScopes: [...new Set(news.map(({ scope }) => scope))],
            changes: tooMany ? null : news.map((entry) => ({ ...entry, xid: String(entry.xid) })),
            load: async (scope, changes) => ({
              changes: changes.map((change) => load(state, change)),
              decided: Object.fromEntries(
                [...state.rows("device")]
                  .filter(([, device]) => device["storeId"] === scope.id && Number(device["lastSequence"]) > 0)
                  .map(([id, device]) => [id, decidedOf(device)]),
              ),
              checksum: checksumOf(state, scope.id),
            }),
          });
        }),
      beginning: async () => ({ epoch: this.#database.epoch, now: this.#database.snapshot() }),
    };
  }

  /** The source of first copies. */
  snapshots(): SnapshotSource {
    return {
      within: (scope, work) => this.#snapshotState(scope, work),
      changedSince: (scope, seen, limit) => this.#changedSince(scope, seen, limit),
    };
  }

  #snapshotState<T>(scope: KnownScope, work: (state: SnapshotState) => Promise<T>): Promise<T> {
    return this.#within("builds a snapshot", (state) => {
      const query = () => this.#query("reads a chunk");
      return work({
        seen: state.now,
        checksum: checksumOf(state, scope.id),
        decided: Object.fromEntries([...state.rows("device")].map(([id, device]) => [id, decidedOf(device)])),
        chunks: async function* chunks(table) {
          const entries = [...state.feed(scope.id)].filter((entry) => entry.table === table && !entry.deleted);
          entries.sort((a, b) => text(a.rowId, b.rowId));
          for (let from = 0; from < entries.length; from += pagesAre.chunk) {
            await query();
            const page = entries.slice(from, from + pagesAre.chunk);
            const rows = page.map(({ rowId }) =>
              project(table, scope.id, state.row(table, keyInDatabase(table, scope.id, rowId)) ?? {}),
            );
            const names = shopSchema.tables[table]?.columns ?? [];
            const columns = names.map((name) => rows.map((row) => row[name] ?? null));
            yield {
              columns: JSON.stringify(columns),
              versions: JSON.stringify(page.map(({ xid }) => xid)),
              summary: {
                first: page[0]?.rowId ?? "",
                last: page.at(-1)?.rowId ?? "",
                rows: page.length,
                sum: page.reduce((sum, { rowId, xid }) => sum + rowHash(table, rowId, xid), 0),
              },
            };
          }
        },
      });
    });
  }

  #changedSince(scope: KnownScope, seen: string, limit: number): Promise<number> {
    return this.#within("counts changes", async (state) => {
      if (!outlives(seen, state.purgedBefore)) return limit;
      return Math.min(limit, state.newsFor(scope.id, seen, state.now).length);
    });
  }

  async #within<T>(label: string, work: (state: State) => Promise<T>): Promise<T> {
    await this.#query(label);
    const state = this.#database.read();
    try {
      return await work(state);
    } finally {
      state.close();
    }
  }
}

function decidedOf(device: Stored | null): Decided {
  return (device?.["decided"] ?? []) as Decided;
}

type Entry = Omit<FeedEntry, "deleted">;

function pageOrder(a: Entry, b: Entry): number {
  return text(a.scope, b.scope) || a.xid - b.xid || text(a.table, b.table) || text(a.rowId, b.rowId);
}

function text(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function asEntry({ scope, xid, table, rowId }: { scope: string; xid: string; table: string; rowId: string }): Entry {
  return { scope, xid: Number(xid), table, rowId };
}

type Loadable = Omit<TickChange, "xid"> & { readonly xid: string | number };

/** What the rows of a scope come to; in the database, triggers keep count (scope_sum). */
function checksumOf(state: State, scope: string): Checksum {
  let rows = 0;
  let sum = 0;
  for (const { table, rowId, xid, deleted } of state.feed(scope)) {
    if (deleted) continue;
    rows += 1;
    sum += rowHash(table, rowId, xid);
  }
  return { rows, sum };
}

/** A change with its row as it is in the state; a row that is gone reads as a delete. */
function load(state: State, { scope, table, rowId, deleted, xid }: Loadable): FeedChange {
  const row = deleted ? null : state.row(table, keyInDatabase(table, scope, rowId));
  return { table, rowId, json: row === null ? null : JSON.stringify(project(table, scope, row)), xid: String(xid) };
}
