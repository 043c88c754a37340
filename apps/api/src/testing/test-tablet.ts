import "fake-indexeddb/auto";
import { commandVersion, stampOf } from "@balcao/shared/sync/command-version";
import { deviceTables, schemaVersion, syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import { webCryptoSigner } from "@balcao/sync/client/adapters/webcrypto-signer";
import { dexieStore, openLocalDatabase } from "@balcao/sync/client/adapters/dexie-store";
import { Engine, type EngineStatus } from "@balcao/sync/client/engine";
import { adoptIdentity } from "@balcao/sync/client/enrol";
import { engineTables, type OutboxEntry } from "@balcao/sync/client/local-schema";
import {
  type DeviceIdentity,
  type Journal,
  type JournalEntry,
  type Locks,
  type Ports,
  RestoredError,
  type Transport,
  TransportError,
} from "@balcao/sync/client/ports";
import type { EngineSchema } from "@balcao/sync/client/schema";
import { packedStore } from "@balcao/sync/client/packed/store";
import { plainRow } from "@balcao/sync/client/stored-row";
import type { CommandResult } from "@balcao/sync/protocol";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import type { Dexie } from "dexie";
import { v7 as uuidv7 } from "uuid";
import WebSocket from "ws";
import type { LiveRouter } from "../realtime/live-router.ts";
import { deviceClient } from "./device-client.ts";

export const testSchema: EngineSchema = {
  version: schemaVersion,
  stamp: stampOf(commandVersion, syncedTables),
  tables: deviceTables,
};

/** A tablet in this process: the real client core over IndexedDB's semantics and the real server's HTTP and socket. */
export interface TestTablet {
  readonly engine: Engine;
  readonly ports: Ports;
  readonly db: Dexie;
  readonly journal: JournalEntry[];
  /** Every state it was in, in order. */
  readonly states: EngineStatus["connectivity"][];
  readonly troubles: unknown[];
  /** What the network does to it. */
  readonly network: TestNetwork;
  readonly rows: (table: string) => Promise<Record<string, unknown>[]>;
  readonly outbox: () => Promise<OutboxEntry[]>;
  readonly stop: () => Promise<void>;
}

export interface TestNetwork {
  /** Requests fail and sockets close. */
  down: boolean;
  /** Only sockets cannot be opened. */
  socketsBlocked: boolean;
  /** Called with each push's answer; may throw to lose it after the server has committed. */
  onPushed: (results: readonly CommandResult[]) => void;
  readonly pulls: ("not-modified" | "delta" | "snapshot-required")[];
  readonly cutSockets: () => void;
}

export interface TestTabletOptions {
  readonly origin: string;
  readonly cookie: string;
  readonly identity: DeviceIdentity;
  /** The largest sequence the server knows of the device, as enrolment would say. */
  readonly lastSequence: number;
  /** Another life of the same tablet: the same database or the same journal. */
  readonly databaseName?: string;
  readonly journal?: JournalEntry[];
  /** How far its clock is off, in milliseconds. */
  readonly skew?: () => number;
}

/** Makes a tablet that is enrolled and not started yet. */
export async function testTablet(options: TestTabletOptions): Promise<TestTablet> {
  const indexes = Object.fromEntries(syncedTableNames.map((name) => [name, "id"]));
  const db = openLocalDatabase(options.databaseName ?? `tablet-${uuidv7()}`, 1, { ...indexes, ...engineTables });
  const journal = options.journal ?? [];
  const sockets = new Set<WebSocket>();
  const network: TestNetwork = {
    down: false,
    socketsBlocked: false,
    onPushed: () => undefined,
    pulls: [],
    cutSockets: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
  const ports: Ports = {
    store: packedStore(dexieStore(db), testSchema, () => crypto.randomUUID()),
    journal: memoryJournal(journal),
    transport: testTransport(options, network, sockets),
    signer: webCryptoSigner(),
    locks: memoryLocks(),
    clock: {
      now: () => Date.now() + (options.skew?.() ?? 0),
      after: (milliseconds, work) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    newId: () => uuidv7(),
  };
  const states: EngineStatus["connectivity"][] = [];
  const troubles: unknown[] = [];
  const engine = new Engine(ports, {
    schema: testSchema,
    surroundings: () => ({ visible: true, sparing: false }),
    onStatus: ({ connectivity }) => {
      if (states.at(-1) !== connectivity) states.push(connectivity);
    },
    onTrouble: (error) => troubles.push(error),
  });
  if (options.databaseName === undefined && options.journal === undefined)
    await adoptIdentity(ports, testSchema, options.identity, options.lastSequence, null);
  return {
    engine,
    ports,
    db,
    journal,
    states,
    troubles,
    network,
    rows: async (table) =>
      (await ports.store.read([table], (tx) => tx.plain(table, "", "\uffff"))).map((row) => plainRow(row)),
    outbox: () => db.table("outbox").orderBy("sequence").toArray(),
    stop: async () => {
      network.cutSockets();
      await engine.stop();
      db.close();
    },
  };
}

function memoryJournal(entries: JournalEntry[]): Journal {
  return {
    append: async (entry) => void entries.push(structuredClone(entry)),
    read: async () => structuredClone(entries),
    settle: async (commandIds) => void entries.push({ kind: "settled", commandIds }),
  };
}

function memoryLocks(): Locks {
  const held = new Set<string>();
  const tryHold: Locks["tryHold"] = async (name, work) => {
    if (held.has(name)) return null;
    held.add(name);
    try {
      return await work();
    } finally {
      held.delete(name);
    }
  };
  return {
    tryHold,
    hold: async (name, work) => {
      for (;;) {
        if (!held.has(name)) return (await tryHold(name, work)) as never;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

function testTransport(
  { origin, cookie }: TestTabletOptions,
  network: TestNetwork,
  sockets: Set<WebSocket>,
): Transport {
  const client = deviceClient(origin, cookie);
  const reach = async <T>(work: () => Promise<T>): Promise<T> => {
    if (network.down) throw new TransportError("unreachable", "UNAVAILABLE");
    try {
      return await work();
    } catch (error) {
      throw asTransportError(error);
    }
  };
  return {
    pull: (cursor, etag) =>
      reach(async () => {
        const response = await client.pull(cursor, etag ?? undefined);
        const kind = response.status === 304 ? "not-modified" : response.ok ? "delta" : "snapshot-required";
        if (!response.ok && response.status !== 304 && response.status !== 410) throw new Error(await response.text());
        network.pulls.push(kind);
        return kind === "delta" ? { kind, delta: (await response.json()) as never } : { kind };
      }),
    push: (commands, keys, sentIn) =>
      reach(async () => {
        const answer = await client.pushIn(sentIn, commands, keys);
        network.onPushed(answer.results);
        return answer;
      }),
    manifest: (scope, reached) => reach(() => client.manifest(scope, reached?.seen)),
    chunks: (manifest, from, count) => reach(() => client.chunks(manifest, from, count)),
    report: (divergence) => reach(() => client.report(divergence)),
    live: ({ onEvent, onEnd }) => {
      let over = false;
      const end = () => {
        if (over) return;
        over = true;
        setTimeout(() => void ws.close(), 0);
        onEnd();
      };
      class TabletSocket extends WebSocket {
        constructor(url: string) {
          super(url, { headers: { cookie, origin } });
          sockets.add(this);
          this.on("error", () => undefined);
          this.on("close", () => sockets.delete(this));
          if (network.down || network.socketsBlocked) setTimeout(() => this.terminate(), 0);
        }
      }
      const ws = createWSClient({
        url: `${origin.replace(/^http/, "ws")}/api/trpc`,
        WebSocket: TabletSocket as never,
        retryDelayMs: () => 2 ** 31 - 1,
        onClose: end,
      });
      createTRPCClient<LiveRouter>({ links: [wsLink({ client: ws })] }).sync.live.subscribe(
        { kinds: "delta" },
        { onData: (event) => !over && onEvent(event.data), onError: end, onComplete: end },
      );
      return () => {
        over = true;
        void ws.close();
      };
    },
  };
}

function asTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const message = String(error);
  const epoch = /"DATABASE_RESTORED","details":{"epoch":"([^"]+)"/.exec(message)?.[1];
  if (epoch !== undefined) return new RestoredError(epoch);
  for (const code of ["DEVICE_REVOKED", "DEVICE_NOT_ENROLLED"]) {
    if (message.includes(code)) return new TransportError("refused", code);
  }
  const reason = message.includes("fetch failed") ? "unreachable" : "failed";
  return new TransportError(reason, reason === "failed" ? "INTERNAL" : "UNAVAILABLE", 0, { cause: error });
}
