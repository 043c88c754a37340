import type { Reached } from "../client/ports.ts";
import { type Decided, withDecided } from "../decided.ts";
import type { Command, CommandResult, Cursor, LiveEvent, SnapshotChunk, SnapshotManifest } from "../protocol.ts";
import { Hub, type Subscriber } from "../server/hub.ts";
import type { Feed, FeedChange, KnownScope, TickChange } from "../server/ports.ts";
import { cursorReader, outlives, pull, type PullAnswer, type PullDeps } from "../server/pull.ts";
import { decideBatch, type Receipt, type StoredReceipt } from "../server/push.ts";
import { type SnapshotArchive, SnapshotService, type SnapshotState } from "../server/snapshots.ts";
import { Watermarks } from "../server/watermarks.ts";
import { type Database, DeadlockError, type FeedEntry, type State, type Stored, type Transaction } from "./database.ts";
import type { Process } from "./process.ts";
import { keyInDatabase, type Knowledge, project, runShopCommand, shopSchema, type Versions } from "./shop.ts";
import type { Random } from "./random.ts";

/** Small, so that a short run has deltas of several pages and snapshots of several chunks. */
const pagesAre = { page: 6, chunk: 4 };

/** The server refused the whole request. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What all nodes share and what outlives them. */
export interface Cluster {
  readonly database: Database;
  readonly random: Random;
  readonly organizationId: string;
  readonly knows: Knowledge;
  readonly versions: Versions;
  /** Built snapshots, on the disk that nodes share. */
  readonly archive: Map<string, string>;
  readonly published: Map<string, string[]>;
  /** Virtual time. */
  readonly now: () => number;
  /** A device was told that nothing changed after its cursor. */
  readonly onUnchanged: (deviceId: string, cursor: Cursor) => void;
  /** The server put a command off. */
  readonly onPutOff: (commandId: string) => void;
}

/** One API node: the real server core over the simulated database. */
export class Node {
  readonly process: Process;
  readonly #cluster: Cluster;
  readonly #epoch: string;
  readonly #watermarks: Watermarks;
  readonly #hub: Hub;
  readonly #snapshots: SnapshotService;
  readonly #feed: Feed;
  readonly #readCursor = cursorReader(50);
  readonly #transactions = new Set<Transaction>();
  readonly #sockets = new Map<Subscriber, string>();

  constructor(process: Process, cluster: Cluster) {
    const { database } = cluster;
    this.process = process;
    this.#cluster = cluster;
    this.#epoch = database.epoch;
    this.#feed = this.#makeFeed();
    this.#watermarks = new Watermarks(database.snapshot(), 40);
    this.#hub = new Hub(this.#feed, this.#watermarks, { tickRows: 12, inlineBytes: 1_500, now: () => 0 });
    const life = { epoch: this.#epoch, schema: shopSchema.version };
    this.#snapshots = new SnapshotService(
      { within: (scope, work) => this.#snapshotState(scope, work), changedSince: this.#changedSince },
      this.#archive(),
      life,
    );
    process.onDeath(() => this.loseConnections());
    this.#look();
  }

  /** Delta after a cursor (SPEC.md, "Pull"). */
  async pull(deviceId: string, cursor: Cursor, etag: string | null): Promise<PullAnswer> {
    const device = this.#device(deviceId);
    const asked = this.#readCursor(JSON.stringify(cursor));
    if (asked === null) throw new Refused("BAD_REQUEST");
    const deps: PullDeps = {
      feed: this.#feed,
      watermarks: this.#watermarks,
      epoch: this.#epoch,
      schema: shopSchema.version,
      timestamp: () => "",
    };
    const puller = { organizationId: this.#cluster.organizationId, deviceId, scopes: this.#scopesOf(device.storeId) };
    const answer = await pull(deps, puller, { ...asked, ifNoneMatch: etag });
    if (answer.kind === "not-modified") this.#cluster.onUnchanged(deviceId, cursor);
    return answer;
  }

  async manifest(deviceId: string, scope: string, reached: Reached | null): Promise<SnapshotManifest> {
    const held = this.#scopesOf(this.#device(deviceId).storeId).find(({ id }) => id === scope);
    if (held === undefined) throw new Refused("NOT_FOUND");
    const kind = scope === this.#cluster.organizationId ? "organization" : "store";
    const tables = Object.entries(shopSchema.tables).flatMap(([name, table]) =>
      table.scope === kind ? [{ name, columns: table.columns }] : [],
    );
    return this.#snapshots.manifest(held, { tables }, reached);
  }

  async chunk(deviceId: string, manifest: SnapshotManifest, index: number): Promise<SnapshotChunk> {
    if (!this.#scopesOf(this.#device(deviceId).storeId).some(({ id }) => id === manifest.scope)) {
      throw new Refused("NOT_FOUND");
    }
    const found = this.#cluster.archive.get(`${manifest.scope}/${manifest.version}/${index}`);
    if (found === undefined) throw new Refused("NOT_FOUND");
    return JSON.parse(found) as SnapshotChunk;
  }

  /** Decides commands in one transaction (SPEC.md, "Push"). */
  async push(deviceId: string, commands: readonly Command[]): Promise<readonly CommandResult[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#pushOnce(deviceId, commands);
      } catch (error) {
        if (!(error instanceof DeadlockError) || attempt === 4) throw error;
      }
    }
  }

  /** Opens a live socket for a device; call the answer when it goes. */
  subscribe(deviceId: string, send: (event: LiveEvent) => void, close: () => void): () => void {
    const device = this.#device(deviceId);
    send(this.#hub.greeting(this.#epoch, this.#scopesOf(device.storeId)));
    const subscriber: Subscriber = {
      deviceId,
      scopes: this.#scopesOf(device.storeId),
      inline: true,
      send,
      backlog: () => 0,
      close: (code) => {
        send({ kind: "goodbye", code });
        close();
      },
    };
    const leave = this.#hub.subscribe(subscriber);
    this.#sockets.set(subscriber, device.storeId);
    return () => {
      this.#sockets.delete(subscriber);
      leave();
    };
  }

  /** The database ended every connection of this node. */
  loseConnections(): void {
    for (const transaction of this.#transactions) transaction.rollback();
  }

  /** Once a second: what others committed, who was revoked or moved, what was purged. */
  #look(): void {
    this.process.after(1_000, "looks", () => {
      this.#cluster.database.note(this.#cluster.now());
      void this.#hub.wake().then(() => {
        for (const [{ deviceId }, storeId] of this.#sockets) {
          const device = this.#cluster.database.latest("device", deviceId);
          if (device?.["revoked"] === true || device?.["storeId"] !== storeId)
            this.#hub.expel(deviceId, "DEVICE_REVOKED");
        }
        this.#look();
      });
    });
  }

  async #pushOnce(deviceId: string, commands: readonly Command[]): Promise<readonly CommandResult[]> {
    const { database, knows, versions } = this.#cluster;
    const { storeId } = this.#device(deviceId);
    const transaction = database.begin();
    this.#transactions.add(transaction);
    try {
      await this.#query("locks the store");
      await transaction.lock(`store ${storeId}`);
      await transaction.lock(`device ${deviceId}`);
      const device = transaction.read("device", deviceId);
      if (device?.["revoked"] !== false || device["storeId"] !== storeId) throw new Refused("DEVICE_REVOKED");
      const results = await decideBatch(
        {
          receipts: async (ids) => new Map(ids.flatMap((id) => receiptOf(transaction, id))),
          run: (command) => runShopCommand(transaction, storeId, command, knows, versions),
          save: (receipts) => saveReceipts(transaction, receipts),
          decided: async (sequences) => {
            const decided = withDecided(device["decided"] as Decided, sequences);
            const lastSequence = Math.max(Number(device["lastSequence"]), ...sequences);
            await transaction.write("device", deviceId, { ...device, lastSequence, decided });
          },
          report: async () => undefined,
        },
        deviceId,
        commands.map((command) => ({ ok: true, command })),
      );
      await this.#query("writes a push");
      transaction.commit();
      void this.#hub.wake();
      for (const result of results) if (result.outcome === "later") this.#cluster.onPutOff(result.id);
      return results;
    } finally {
      transaction.rollback();
      this.#transactions.delete(transaction);
    }
  }

  #device(deviceId: string): { readonly storeId: string } {
    const device = this.#cluster.database.latest("device", deviceId);
    if (device === null) throw new Refused("DEVICE_NOT_ENROLLED");
    if (device["revoked"] === true) throw new Refused("DEVICE_REVOKED");
    return { storeId: String(device["storeId"]) };
  }

  #scopesOf(storeId: string): readonly KnownScope[] {
    const { organizationId } = this.#cluster;
    return [
      { id: organizationId, organizationId },
      { id: storeId, organizationId },
    ];
  }

  /** Time that the database takes. */
  #query(label: string): Promise<void> {
    const { random } = this.#cluster;
    return this.process.pause(random.chance(0.03) ? random.int(50, 400) : 0.2 + random.next() * 2, label);
  }

  async #within<T>(label: string, work: (state: State) => Promise<T>): Promise<T> {
    await this.#query(label);
    const state = this.#cluster.database.read();
    try {
      return await work(state);
    } finally {
      state.close();
    }
  }

  #makeFeed(): Feed {
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
          }),
        ),
      tick: (scopes, since, limit, work) =>
        this.#within("ticks", (state) => {
          const news = scopes.flatMap((scope) => state.newsFor(scope, since, state.now));
          const tooMany = news.length > limit;
          return work({
            now: state.now,
            changedScopes: [...new Set(news.map(({ scope }) => scope))],
            changes: tooMany
              ? null
              : news.map(({ scope, table, rowId, deleted }) => ({ scope, table, rowId, deleted })),
            load: async (scope, changes) => ({
              changes: changes.map((change) => load(state, change)),
              decided: Object.fromEntries(
                [...state.rows("device")]
                  .filter(([, device]) => device["storeId"] === scope.id && Number(device["lastSequence"]) > 0)
                  .map(([id, device]) => [id, decidedOf(device)]),
              ),
            }),
          });
        }),
      beginning: async () => ({ epoch: this.#epoch, now: this.#cluster.database.snapshot() }),
    };
  }

  #snapshotState<T>(scope: KnownScope, work: (state: SnapshotState) => Promise<T>): Promise<T> {
    return this.#within("builds a snapshot", (state) => {
      const query = () => this.#query("reads a chunk");
      return work({
        seen: state.now,
        decided: Object.fromEntries([...state.rows("device")].map(([id, device]) => [id, decidedOf(device)])),
        rows: async function* rows(table) {
          const ids = [...state.feed(scope.id)].flatMap((entry) =>
            entry.table === table && !entry.deleted ? [entry.rowId] : [],
          );
          for (let from = 0; from < ids.length; from += pagesAre.chunk) {
            await query();
            yield ids
              .toSorted()
              .slice(from, from + pagesAre.chunk)
              .map((id) => project(table, scope.id, state.row(table, keyInDatabase(table, scope.id, id)) ?? {}));
          }
        },
      });
    });
  }

  readonly #changedSince = (scope: KnownScope, seen: string, limit: number): Promise<number> =>
    this.#within("counts changes", async (state) => {
      if (!outlives(seen, state.purgedBefore)) return limit;
      return Math.min(limit, state.newsFor(scope.id, seen, state.now).length);
    });

  #archive(): SnapshotArchive {
    const { archive } = this.#cluster;
    return {
      write: async (scope, version, chunk, json) => void archive.set(`${scope}/${version}/${chunk}`, json),
      publish: async (manifest) => {
        archive.set(manifest.scope, JSON.stringify(manifest));
        const versions = this.#cluster.published.get(manifest.scope) ?? [];
        versions.push(manifest.version);
        this.#cluster.published.set(manifest.scope, versions);
        // The one before stays, for devices that are still loading it.
        const old = versions.length > 2 ? versions.shift() : undefined;
        for (const key of archive.keys()) if (key.startsWith(`${manifest.scope}/${old}/`)) archive.delete(key);
      },
      newest: async (scope) => {
        const found = archive.get(scope);
        return found === undefined ? null : (JSON.parse(found) as SnapshotManifest);
      },
    };
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

/** A change with its row as it is in the state; a row that is gone reads as a delete. */
function load(state: State, { scope, table, rowId, deleted }: TickChange): FeedChange {
  const row = deleted ? null : state.row(table, keyInDatabase(table, scope, rowId));
  return { table, rowId, json: row === null ? null : JSON.stringify(project(table, scope, row)) };
}

function receiptOf(transaction: Transaction, id: string): [string, StoredReceipt][] {
  const found = transaction.read("receipt", id) as (StoredReceipt & Record<string, unknown>) | null;
  return found === null ? [] : [[id, found]];
}

async function saveReceipts(transaction: Transaction, receipts: readonly Receipt[]): Promise<void> {
  for (const { command, bodyHash, result } of receipts) {
    await transaction.write("receipt", command.id, { bodyHash, result, deviceId: command.deviceId });
  }
}
