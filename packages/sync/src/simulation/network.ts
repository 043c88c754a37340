import { compress } from "../gzip.ts";
import { breakSeal } from "./break-seal.ts";
import { isBehind } from "../client/load-snapshot.ts";
import { type LiveHandlers, RestoredError, type Transport, TransportError } from "../client/ports.ts";
import type { Divergence } from "../client/sums.ts";
import type { Command, CommandResult, Delta, LiveEvent, SnapshotManifest } from "../protocol.ts";
import type { Disk } from "./disk.ts";
import { type Node, Refused, Restored } from "./node.ts";
import type { Process } from "./process.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";
import { shopSchema } from "./shop.ts";

/** How long a request may stay unanswered, and how long a silent socket lives: as in the app's adapters. */
const patience = 30_000;
const heartbeat = 10_000;

/** What the way between one tablet and the server is like now. */
export interface Weather {
  /** Nothing goes through, and what is on its way is lost. */
  down: boolean;
  /** Sockets cannot be opened, and those that stand are cut. */
  socketsBlocked: boolean;
  /** Probabilities: a request is lost, its answer is lost, it arrives twice. */
  lost: number;
  answerLost: number;
  doubled: number;
  /** Milliseconds there, at most, and the same back. */
  delay: number;
  /** Somebody on the way breaks seals of commands, with this probability each. */
  broken: number;
}

export const fairWeather: Weather = {
  down: false,
  socketsBlocked: false,
  lost: 0,
  answerLost: 0,
  doubled: 0,
  delay: 20,
  broken: 0,
};

export interface NetworkOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly weather: () => Weather;
  readonly deviceId: string;
  /** A node that takes the request; null when none runs. */
  readonly node: () => Node | null;
  /** Hears of the scope of every row that leaves for the tablet. */
  readonly onSent: (scope: string) => void;
  /** The server is told that rows here differed. */
  readonly onReport: (divergence: Divergence) => void;
  /** The server has taken commands whose seals were broken on the way. */
  readonly onBroken: (commands: readonly Command[], results: readonly CommandResult[]) => void;
  /** A push of a process that lives leaves; call the answer when it was answered or given up. */
  readonly onPush: (process: Process) => () => void;
}

/** The way from one process of a tablet to the server, with everything that can happen on it. */
export function transportFor(process: Process, disk: Disk, options: NetworkOptions): Transport {
  const ask = <T>(label: string, handle: (node: Node) => Promise<T>) => request(process, options, label, handle);
  const { deviceId } = options;
  return {
    pull: async (cursor, etag) => {
      const answer = await ask("pull", (node) => node.pull(deviceId, cursor, etag));
      if (answer.kind !== "delta") return { kind: answer.kind };
      hearRows(answer.body, options);
      return { kind: "delta", delta: JSON.parse(answer.body) as Delta };
    },
    push: async (commands, keys, sentIn) => {
      const over = options.onPush(process);
      try {
        const { broken } = options.weather();
        const sent = commands.map((command) =>
          options.random.chance(broken) ? breakSeal(command, options.random) : command,
        );
        return await ask("push", async (node) => {
          const reply = await node.push(deviceId, sent, keys, sentIn);
          const changed = sent.filter((command, index) => command !== commands[index]);
          if (changed.length > 0) options.onBroken(changed, reply.results);
          return reply;
        });
      } finally {
        over();
      }
    },
    manifest: async (scope, reached) => {
      try {
        const manifest = await ask("manifest", (node) => node.manifest(deviceId, scope, reached));
        disk.cache.set(scope, JSON.stringify(manifest));
        return manifest;
      } catch (error) {
        // As the app's transport does: without a network, the copy that was fetched last.
        const kept = disk.cache.get(scope);
        if (!(error instanceof TransportError && error.reason === "unreachable") || kept === undefined) throw error;
        const manifest = JSON.parse(kept) as SnapshotManifest;
        if (isBehind(manifest, reached)) throw error;
        return { ...manifest, kept: true };
      }
    },
    chunks: async (manifest, from, count) => {
      const indexes = Array.from({ length: count }, (_, place) => from + place);
      const keyOf = (index: number) => `${manifest.scope}/${manifest.version}/${index}`;
      const missing = indexes.filter((index) => !disk.cache.has(keyOf(index)));
      if (missing.length > 0) {
        const sent = await ask("chunks", (node) =>
          Promise.all(missing.map((index) => node.chunk(deviceId, manifest, index))),
        );
        for (const [place, chunk] of sent.entries()) {
          const column = shopSchema.tables[chunk.table]?.columns.indexOf("scope") ?? -1;
          for (const scope of chunk.columns[column] ?? []) if (typeof scope === "string") options.onSent(scope);
          disk.cache.set(keyOf(missing[place] ?? -1), JSON.stringify(chunk));
        }
      }
      return indexes.map((index) => compress(disk.cache.get(keyOf(index)) ?? ""));
    },
    report: (divergence) => ask("report", async () => options.onReport(divergence)),
    live: (handlers) => openSocket(process, options, handlers),
  };
}

/** Finds the rows in the JSON of a delta (shop.ts writes their last two columns so). */
function hearRows(json: string, { onSent }: NetworkOptions): void {
  for (const [, scope] of json.matchAll(/"scope":"([^"]+)","v":/g)) onSent(scope ?? "");
}

function request<T>(
  process: Process,
  options: NetworkOptions,
  label: string,
  handle: (node: Node) => Promise<T>,
): Promise<T> {
  const { scheduler, random } = options;
  return new Promise((resolve, reject) => {
    if (!process.alive) return;
    let over = false;
    const end = (how: () => void) => {
      if (over || !process.alive) return;
      over = true;
      giveUp();
      how();
    };
    const unreachable = () => end(() => reject(new TransportError("unreachable", "UNAVAILABLE")));
    const giveUp = process.after(patience, `gives up a ${label}`, unreachable);
    const weather = options.weather();
    const way = () => random.next() * weather.delay + 0.5;
    if (weather.down) return void process.after(2, `cannot ${label}`, unreachable);
    const answer = (how: () => void) => {
      if (random.chance(options.weather().answerLost)) return;
      scheduler.after(way(), `${process.name} hears of its ${label}`, () => {
        if (!options.weather().down) end(how);
      });
    };
    const arrive = (counts: boolean) => {
      const node = options.node();
      if (node === null) return counts ? answer(unreachable) : undefined;
      if (counts) node.process.onDeath(() => answer(unreachable));
      handle(node).then(
        (value) => node.process.alive && counts && answer(() => resolve(value)),
        (error: unknown) => node.process.alive && counts && answer(() => reject(asTransportError(error))),
      );
    };
    if (!random.chance(weather.lost)) {
      scheduler.after(way(), `${process.name} reaches the server with a ${label}`, () => {
        if (!options.weather().down) arrive(true);
      });
    }
    if (random.chance(weather.doubled)) {
      scheduler.after(way() + random.next() * 500, `a ${label} of ${process.name} arrives again`, () => arrive(false));
    }
  });
}

function asTransportError(error: unknown): TransportError {
  if (error instanceof Restored) return new RestoredError(error.epoch);
  if (!(error instanceof Refused)) return new TransportError("failed", "INTERNAL", 0, { cause: error });
  if (error.code === "DEVICE_REVOKED" || error.code === "DEVICE_NOT_ENROLLED") {
    return new TransportError("refused", error.code);
  }
  return new TransportError("failed", error.code);
}

/** One socket: in order, without gaps, until it ends; a socket whose packets vanish is found out by the heartbeat. */
function openSocket(process: Process, options: NetworkOptions, handlers: LiveHandlers): () => void {
  const { scheduler, random, deviceId } = options;
  let open = true;
  /** Something was lost on the way: nothing behind it arrives either. */
  let broken = false;
  let leave: () => void = () => undefined;
  let lastAt = 0;
  const close = () => {
    open = false;
    leave();
  };
  const end = () => {
    if (!open) return;
    close();
    if (process.alive) handlers.onEnd();
  };
  const blocked = () => options.weather().down || options.weather().socketsBlocked;
  const deliver = (work: () => void, label: string) => {
    // In order: never before, and never at the moment of, the one in front.
    lastAt = Math.max(lastAt + 0.001, scheduler.now + random.next() * options.weather().delay);
    scheduler.after(lastAt - scheduler.now, `${process.name} ${label}`, () => {
      if (!open || !process.alive) return;
      if (options.weather().down) broken = true;
      if (!broken) work();
    });
  };
  const send = (event: LiveEvent) => {
    if (event.kind === "delta") hearRows(event.body, options);
    deliver(() => handlers.onEvent(event), `hears ${event.kind}`);
  };
  const beat = () => {
    process.after(heartbeat, "listens for a heartbeat", () => {
      if (!open) return;
      if (broken || blocked()) end();
      else beat();
    });
  };
  process.onDeath(close);
  process.after(random.next() * options.weather().delay + 1, "opens a socket", () => {
    const node = options.node();
    if (!open) return;
    if (blocked() || node === null) return end();
    try {
      leave = node.subscribe(deviceId, send, () => deliver(end, "is told to go"));
    } catch {
      return end();
    }
    node.process.onDeath(() => deliver(end, "loses its socket"));
    beat();
  });
  return close;
}
