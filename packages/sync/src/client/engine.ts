import type { LiveEvent } from "../protocol.ts";
import { applyLive, applyPulled } from "./apply-delta.ts";
import { type Connectivity, type ConnectivityEvent, mayAsk, transitions } from "./connectivity.ts";
import { drain, requeueLater } from "./drain.ts";
import { loadSnapshots, requireSnapshots } from "./load-snapshot.ts";
import { type OutboxEntry, type PendingOp } from "./local-schema.ts";
import { getMeta } from "./meta.ts";
import { pollDelay, pushDelay, socketDelay } from "./pace.ts";
import { type DeviceIdentity, type Ports, TransportError } from "./ports.ts";
import { recover, type Recovered } from "./recover.ts";
import type { EngineSchema } from "./schema.ts";
import { Timer } from "./timer.ts";

/** How the person uses the device right now, as far as the pace depends on it. */
export interface Surroundings {
  readonly visible: boolean;
  /** Metered data, data saver or a low battery. */
  readonly sparing: boolean;
}

export interface EngineOptions {
  readonly schema: EngineSchema;
  readonly surroundings: () => Surroundings;
  readonly onStatus: (status: EngineStatus) => void;
  /** What went wrong inside, for logs. The engine goes on. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface EngineStatus {
  readonly connectivity: Connectivity;
  /** The first copy is still loading, or being fetched again. */
  readonly loading: boolean;
  /** Why the server refused us, in `signed-out` and `blocked-by-version`. */
  readonly code: string | null;
}

/** Live events held while a pull is under way; more than this and a pull is cheaper. */
const heldEvents = 200;

/**
 * Keeps one device in step with its server: drains the outbox, follows the socket, polls when the socket is down. One
 * engine runs per device; pages agree on it by a lock (SPEC.md, "Who works"). Reading and writing never wait for each
 * other.
 */
export class Engine {
  readonly #ports: Ports;
  readonly #options: EngineOptions;
  #connectivity: Connectivity = "starting";
  #code: string | null = null;
  #loading = false;
  #stopped = false;
  #identity: DeviceIdentity | null = null;

  #reading: Promise<void> = Promise.resolve();
  #pullWanted = false;
  #held: LiveEvent[] = [];
  #applying = false;
  #unchanged = 0;
  #pullFailures = 0;
  #pushFailures = 0;
  #retryAfter = 0;
  #snapshotAnswers = 0;
  #draining = false;
  #drainAgain = false;
  #socketAttempts = 0;
  #closeSocket: (() => void) | null = null;
  readonly #poll: Timer;
  readonly #push: Timer;
  readonly #reconnect: Timer;

  constructor(ports: Ports, options: EngineOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#poll = new Timer(ports.clock);
    this.#push = new Timer(ports.clock);
    this.#reconnect = new Timer(ports.clock);
  }

  get status(): EngineStatus {
    return { connectivity: this.#connectivity, loading: this.#loading, code: this.#code };
  }

  /** Brings back what the journal has, then begins to work. Resolves before anything was asked of the server. */
  async start(): Promise<Recovered> {
    const recovered = await recover(this.#ports, this.#options.schema);
    await requeueLater(this.#ports);
    await this.#begin();
    return recovered;
  }

  /** The device was enrolled (again), or something else changed that a refusal rested on. */
  async restart(): Promise<void> {
    this.#disconnect();
    this.#event("restarted");
    await this.#begin();
  }

  /** Stops asking and listening. What is under way ends by itself. */
  stop(): void {
    this.#stopped = true;
    this.#disconnect();
    for (const timer of [this.#poll, this.#push, this.#reconnect]) timer.cancel();
  }

  /** A command was made on this device: send it. */
  commandMade(): void {
    this.#drainSoon(0);
  }

  /** The person looks, the network came back, a background event fired: find out now. */
  wake(): void {
    if (!this.#mayWork()) return;
    this.#pullFailures = 0;
    this.#pushFailures = 0;
    this.#socketAttempts = 0;
    this.#unchanged = 0;
    this.#drainSoon(0);
    if (this.#closeSocket === null) this.#connect();
    this.#pullNow();
  }

  async #begin(): Promise<void> {
    this.#identity = (await this.#ports.store.read(["meta"], (tx) => getMeta(tx, "identity"))) ?? null;
    if (this.#identity === null) {
      this.#event("refused", "DEVICE_NOT_ENROLLED");
      return;
    }
    this.#drainSoon(0);
    this.#connect();
    this.#pullNow();
  }

  #mayWork(): boolean {
    return !this.#stopped && this.#identity !== null && mayAsk(this.#connectivity);
  }

  #event(event: ConnectivityEvent, code: string | null = null): void {
    const next = transitions[this.#connectivity][event];
    if (next === this.#connectivity && code === this.#code) return;
    this.#connectivity = next;
    this.#code = mayAsk(next) ? null : code;
    if (!mayAsk(next)) this.#disconnect();
    this.#tell();
  }

  #tell(): void {
    if (!this.#stopped) this.#options.onStatus(this.status);
  }

  /** Notes why a request failed; the wait until the next try is the caller's. */
  #failed(error: unknown): void {
    if (!(error instanceof TransportError)) {
      this.#options.onTrouble?.(error);
      return;
    }
    this.#retryAfter = error.retryAfter;
    if (error.reason === "refused") this.#event("refused", error.code);
    else if (error.reason === "version") this.#event("version-refused", error.code);
    else if (error.reason === "unreachable") this.#unreachable();
    else this.#event("answered");
  }

  /** A request went unanswered while the socket seemed to stand: it may be half open, so a new one is asked for. */
  #unreachable(): void {
    const wasLive = this.#connectivity === "live";
    this.#event("unreachable");
    if (wasLive) this.#connect();
  }

  // Reading ------------------------------------------------------------------------------------------------------

  /** One pull at a time; a wish during a pull causes one more. */
  #pullNow(): void {
    if (!this.#mayWork()) return;
    this.#poll.cancel();
    if (this.#pullWanted) return;
    this.#pullWanted = true;
    this.#read(async () => {
      this.#pullWanted = false;
      await this.#pull();
      this.#schedulePoll();
    });
  }

  /** Everything that moves the cursor happens one after the other. */
  #read(work: () => Promise<void>): void {
    this.#reading = this.#reading.then(async () => {
      if (!this.#mayWork()) {
        this.#pullWanted = false;
        this.#applying = false;
        this.#held = [];
        return;
      }
      try {
        await work();
      } catch (error) {
        this.#pullFailures += 1;
        this.#failed(error);
        this.#schedulePoll();
      }
    });
  }

  async #pull(): Promise<void> {
    await this.#loadIfNeeded();
    for (;;) {
      const { cursor, etag } = await this.#ports.store.read(["meta"], async (tx) => ({
        cursor: await getMeta(tx, "cursor"),
        etag: await getMeta(tx, "etag"),
      }));
      if (cursor === undefined) return this.#pullNow();
      const reply = await this.#ports.transport.pull(cursor, (await this.#awaitingOwn()) ? null : (etag ?? null));
      this.#pullFailures = 0;
      this.#retryAfter = 0;
      this.#event("answered");
      if (reply.kind === "snapshot-required") return this.#startOver();
      this.#snapshotAnswers = 0;
      if (reply.kind === "not-modified") {
        this.#unchanged += 1;
        return;
      }
      this.#unchanged = reply.delta.changes.length === 0 ? this.#unchanged + 1 : 0;
      const applied = await applyPulled(this.#ports, this.#options.schema, cursor, reply.delta);
      if (applied && !reply.delta.hasMore) return;
    }
  }

  /** Twice in a row for nothing means that server and app do not understand each other: stop, and say so. */
  async #startOver(): Promise<void> {
    this.#snapshotAnswers += 1;
    if (this.#snapshotAnswers > 2) {
      this.#event("version-refused", "SNAPSHOT_REQUIRED");
      return;
    }
    await requireSnapshots(this.#ports, this.#options.schema);
    this.#pullNow();
  }

  async #loadIfNeeded(): Promise<void> {
    const identity = this.#identity;
    if (identity === null) return;
    const cursor = await this.#ports.store.read(["meta"], (tx) => getMeta(tx, "cursor"));
    const whole = cursor !== undefined && [identity.storeId, identity.organizationId].every((scope) => scope in cursor.scopes);
    if (whole) return;
    this.#loading = true;
    this.#tell();
    try {
      await loadSnapshots(this.#ports, this.#options.schema, identity);
    } finally {
      this.#loading = false;
      this.#tell();
    }
  }

  /** Whether the server has decided a command whose effect is still ours alone: then its rows are asked for outright. */
  async #awaitingOwn(): Promise<boolean> {
    return this.#ports.store.read(["pending", "outbox"], async (tx) => {
      const [first] = (await tx.range("pending", ":id", [0, 0], [Number.MAX_SAFE_INTEGER, 0], 1)) as readonly PendingOp[];
      if (first === undefined) return false;
      const [entry] = (await tx.getMany("outbox", [first.commandId])) as readonly (OutboxEntry | undefined)[];
      return entry === undefined || entry.status === "settled";
    });
  }

  /** The socket brings news by itself; without it, ask at a pace that fits. */
  #schedulePoll(): void {
    if (!this.#mayWork()) return;
    if (this.#connectivity === "live" && this.#pullFailures === 0) return this.#poll.cancel();
    const delay = pollDelay({
      unchanged: this.#unchanged,
      failures: this.#pullFailures,
      ...this.#options.surroundings(),
      awaitingOwn: false,
      retryAfter: this.#retryAfter,
      random: this.#ports.random(),
    });
    this.#poll.set(delay, () => this.#pullNow());
  }

  // The socket ---------------------------------------------------------------------------------------------------

  #connect(): void {
    if (!this.#mayWork()) return;
    this.#reconnect.cancel();
    this.#closeSocket?.();
    let current = true;
    const close = this.#ports.transport.live({
      onEvent: (event) => current && this.#onLive(event),
      onEnd: (reason) => {
        if (!current) return;
        current = false;
        this.#closeSocket = null;
        this.#onSocketEnd(reason);
      },
    });
    this.#closeSocket = () => {
      current = false;
      close();
    };
  }

  #disconnect(): void {
    this.#closeSocket?.();
    this.#closeSocket = null;
    this.#reconnect.cancel();
  }

  #onSocketEnd(reason: "lost" | "refused"): void {
    this.#event("socket-lost");
    if (!this.#mayWork()) return;
    // A refusal is the server's word only over HTTP, where it carries a code: ask, and it will say so.
    this.#pullNow();
    this.#reconnect.set(socketDelay(this.#socketAttempts, this.#ports.random()), () => this.#connect());
    this.#socketAttempts += reason === "refused" ? 4 : 1;
  }

  #onLive(event: LiveEvent): void {
    switch (event.kind) {
      case "ready":
        this.#socketAttempts = 0;
        this.#event("socket-ready");
        this.#pullNow();
        return;
      case "poke":
        this.#pullNow();
        return;
      case "goodbye":
        this.#pullNow();
        return;
      case "delta":
        this.#hold(event);
    }
  }

  /** Deltas wait their turn behind a pull; when too many wait, one pull brings them all. */
  #hold(event: LiveEvent): void {
    this.#held.push(event);
    if (this.#held.length > heldEvents) {
      this.#held = [];
      this.#pullNow();
      return;
    }
    if (this.#applying) return;
    this.#applying = true;
    this.#read(async () => {
      this.#applying = false;
      const events = this.#held;
      this.#held = [];
      for (const one of events) {
        if (one.kind !== "delta") continue;
        if ((await applyLive(this.#ports, this.#options.schema, one)) === "gap") {
          this.#pullNow();
          return;
        }
      }
    });
  }

  // Writing ------------------------------------------------------------------------------------------------------

  #drainSoon(delay: number): void {
    if (!this.#mayWork()) return;
    if (this.#draining) {
      this.#drainAgain = true;
      return;
    }
    this.#push.set(delay, () => void this.#drain());
  }

  async #drain(): Promise<void> {
    if (this.#draining || !this.#mayWork()) return;
    this.#draining = true;
    this.#drainAgain = false;
    try {
      const drained = await drain(this.#ports, this.#options.schema);
      this.#pushFailures = 0;
      // Null: a worker is at it. Look again, in case it is stopped before it is done.
      if (drained === null) this.#push.set(2_000, () => void this.#drain());
      else if (drained.decided > 0) this.#afterDrain();
    } catch (error) {
      this.#pushFailures += 1;
      this.#failed(error);
      if (this.#mayWork()) {
        this.#push.set(pushDelay(this.#pushFailures, this.#retryAfter, this.#ports.random()), () => void this.#drain());
      }
    } finally {
      this.#draining = false;
      if (this.#drainAgain) this.#drainSoon(0);
    }
  }

  /** The server's version of what was just sent is wanted: from the socket if it stands, else by a pull. */
  #afterDrain(): void {
    this.#event("answered");
    this.#unchanged = 0;
    if (this.#connectivity !== "live") this.#pullNow();
    else this.#poll.set(3_000, () => void this.#pullIfAwaiting());
  }

  async #pullIfAwaiting(): Promise<void> {
    if (await this.#awaitingOwn()) this.#pullNow();
  }
}
