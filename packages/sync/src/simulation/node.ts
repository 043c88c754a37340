import type { OfferedKey, Sealed } from "../chain.ts";
import type { PushReply, Reached } from "../client/ports.ts";
import { type Decided, withDecided } from "../decided.ts";
import type { Command, CommandResult, Cursor, LiveEvent, SnapshotChunk, SnapshotManifest } from "../protocol.ts";
import { checkChain, faultsOfFile } from "../server/check-chain.ts";
import { Hub, type Subscriber } from "../server/hub.ts";
import type { Feed, KnownScope } from "../server/ports.ts";
import { cursorReader, pull, type PullAnswer, type PullDeps } from "../server/pull.ts";
import { decideBatch, type Receipt, type StoredReceipt } from "../server/push.ts";
import { type SnapshotArchive, SnapshotService } from "../server/snapshots.ts";
import { Watermarks } from "../server/watermarks.ts";
import { readChain, writeChain, writePlace } from "./chain-rows.ts";
import type { Database } from "./database.ts";
import type { Process } from "./process.ts";
import { Reads } from "./reads.ts";
import { verifySimulated } from "./signer.ts";
import { DeadlockError, type Transaction } from "./transaction.ts";
import { type Knowledge, runShopCommand, shopSchema, type Versions } from "./shop.ts";
import type { Random } from "./random.ts";

/** The server refused the whole request. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A push rests on what another life of the database had decided. */
export class Restored extends Error {
  readonly epoch: string;
  constructor(epoch: string) {
    super(epoch);
    this.epoch = epoch;
  }
}

/** What all nodes share and what outlives them. */
export interface Cluster {
  readonly database: Database;
  readonly random: Random;
  readonly organizationId: string;
  readonly knows: Knowledge;
  /** Which tables this release of the server has: another value than the apps' when one side was updated first. */
  tables: string;
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
  readonly #tables: string;
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
    this.#tables = cluster.tables;
    const reads = new Reads(database, (label) => this.#query(label));
    this.#feed = reads.feed();
    this.#watermarks = new Watermarks(database.snapshot(), 40);
    this.#hub = new Hub(this.#feed, this.#watermarks, { tickRows: 12, inlineBytes: 1_500, now: () => 0 });
    const life = { epoch: this.#epoch, schema: this.#tables };
    this.#snapshots = new SnapshotService(reads.snapshots(), this.#archive(), life);
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
      schema: this.#tables,
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
    const tables = Object.entries(shopSchema.tables).flatMap(([name, table]) => (table.scope === kind ? [name] : []));
    return this.#snapshots.manifest(held, tables, reached);
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
  async push(
    deviceId: string,
    commands: readonly Command[],
    keys: readonly OfferedKey[],
    sentIn: string | null,
    by: "device" | "rescue-file" = "device",
  ): Promise<PushReply> {
    if (sentIn !== null && sentIn !== this.#epoch) throw new Restored(this.#epoch);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const results = await this.#pushOnce(deviceId, commands, keys, by);
        return { results, epoch: this.#epoch };
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
      credential: "",
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

  async #pushOnce(
    deviceId: string,
    commands: readonly Command[],
    keys: readonly OfferedKey[],
    by: "device" | "rescue-file",
  ): Promise<readonly CommandResult[]> {
    const { database, knows, versions } = this.#cluster;
    const { storeId } = this.#device(deviceId, by);
    const transaction = database.begin();
    this.#transactions.add(transaction);
    try {
      await this.#query("locks the store");
      await transaction.lock(`store ${storeId}`);
      await transaction.lock(`device ${deviceId}`);
      const device = transaction.read("device", deviceId);
      const welcome = device?.["revoked"] === false || by === "rescue-file";
      if (!welcome || device?.["storeId"] !== storeId) throw new Refused("DEVICE_REVOKED");
      const sealed = commands as unknown as readonly Sealed[];
      const known = readChain(transaction, deviceId, device["decided"] as Decided, sealed);
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
      const news = await checkChain(known, verifySimulated, sealed, keys, results);
      const faults = by === "device" ? news.faults : faultsOfFile(news.faults);
      await writeChain(transaction, deviceId, { ...news, faults });
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

  #device(deviceId: string, by: "device" | "rescue-file" = "device"): { readonly storeId: string } {
    const device = this.#cluster.database.latest("device", deviceId);
    if (device === null) throw new Refused("DEVICE_NOT_ENROLLED");
    if (device["revoked"] === true && by === "device") throw new Refused("DEVICE_REVOKED");
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

  #archive(): SnapshotArchive {
    const { archive } = this.#cluster;
    return {
      write: async (scope, version, chunk, json) => void archive.set(`${scope}/${version}/${chunk}`, json),
      publish: async (manifest) => {
        archive.set(manifest.scope, JSON.stringify(manifest));
        // Both nodes may build the same version, and publish it one after the other.
        const before = this.#cluster.published.get(manifest.scope) ?? [];
        const versions = [...before.filter((version) => version !== manifest.version), manifest.version];
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

function receiptOf(transaction: Transaction, id: string): [string, StoredReceipt][] {
  const found = transaction.read("receipt", id) as (StoredReceipt & Record<string, unknown>) | null;
  return found === null ? [] : [[id, found]];
}

async function saveReceipts(transaction: Transaction, receipts: readonly Receipt[]): Promise<void> {
  for (const { command, bodyHash, result } of receipts) {
    await transaction.write("receipt", command.id, { bodyHash, result, deviceId: command.deviceId });
    await writePlace(transaction, command.deviceId, command.sequence, command.id);
  }
}
