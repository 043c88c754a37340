import type { LiveDelta } from "../protocol.ts";
import { applyLive } from "./apply-delta.ts";
import { awaitsOwn, catchUp, holdsAll, type News, notOutdone, readCursor, unseen } from "./catch-up.ts";
import type { Connection } from "./connection.ts";
import { loadSnapshots, requireSnapshots } from "./load-snapshot.ts";
import { pollDelay, type Surroundings } from "./pace.ts";
import type { DeviceIdentity, Ports } from "./ports.ts";
import type { EngineSchema } from "./schema.ts";
import { reportDivergences } from "./report-divergences.ts";
import { scrub } from "./scrub.ts";
import { foldPacked } from "./packed/fold.ts";
import { Timer } from "./timer.ts";

/** Live deltas held while a pull is under way; more than this and a pull is cheaper. */
const heldDeltas = 200;

/** How long the socket gets to bring the server's version of what was just sent. */
const echoPatience = 3_000;

/** When to look through all rows: a while after the start, and then four times a day. */
const firstScrub = 10 * 60_000;
const nextScrub = 6 * 60 * 60_000;

/** How long rows may lie over packed tables before it is looked whether they are too many. */
const foldPause = 5_000;

/** How soon to ask again for what the server told of and did not give. */
const newsPatience = 1_000;

/** So many "fetch everything again" in a row mean that server and app do not understand each other. */
const startsOver = 2;

export interface ReaderOptions {
  readonly ports: Ports;
  readonly schema: EngineSchema;
  readonly connection: Connection;
  readonly identity: () => DeviceIdentity | null;
  readonly mayWork: () => boolean;
  readonly surroundings: () => Surroundings;
  readonly onLoading: (loading: boolean) => void;
  /** First copies have come, or failed to: they may have brought commands back into the outbox. */
  readonly onLoaded: () => void;
}

/** Moves the cursor: by pulls and by deltas from the socket, one after the other and never both at once. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #poll: Timer;
  readonly #scrub: Timer;
  readonly #fold: Timer;
  #foldWanted = false;
  /** Of its own: neither a pull that ends nor one that is to be tried again may make us forget the echo. */
  readonly #echo: Timer;
  #queue: Promise<void> = Promise.resolve();
  #pullWanted = false;
  #applyWanted = false;
  #held: LiveDelta[] = [];
  /** What the server said and was not reached yet. */
  #news: readonly News[] = [];
  #unchanged = 0;
  #failures = 0;
  #startsOver = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#poll = new Timer(options.ports.clock);
    this.#echo = new Timer(options.ports.clock);
    this.#scrub = new Timer(options.ports.clock);
    this.#fold = new Timer(options.ports.clock);
  }

  /** Asks now; a wish during a pull causes one more. */
  pullNow(): void {
    this.#poll.cancel();
    if (this.#pullWanted || !this.#options.mayWork()) return;
    this.#pullWanted = true;
    this.#inTurn(async () => {
      this.#pullWanted = false;
      await this.#pull();
      this.#schedule();
    });
  }

  /** The person looks, or the network came back: as if nothing had failed before. */
  hurry(): void {
    this.#failures = 0;
    this.#unchanged = 0;
    this.pullNow();
  }

  /** The server says where scopes stand: pulls unless all of that is here. */
  hear(news: readonly News[]): void {
    this.#inTurn(async () => {
      const { ports, identity } = this.#options;
      this.#news = [...notOutdone(this.#news, news), ...news];
      if (this.#isPaused) return;
      const cursor = await readCursor(ports);
      const device = identity();
      const whole = cursor !== undefined && device !== null && holdsAll(cursor, device);
      if (!whole || unseen(cursor, this.#news).length > 0) await this.#pull();
      else this.#news = [];
      this.#schedule();
    });
  }

  /** A delta came over the socket. It waits its turn; when too many wait, one pull brings them all. */
  take(delta: LiveDelta): void {
    this.#held.push(delta);
    if (this.#held.length > heldDeltas) {
      this.#held = [];
      this.#pullForGap();
    }
    if (this.#applyWanted) return;
    this.#applyWanted = true;
    this.#inTurn(async () => {
      this.#applyWanted = false;
      await this.#applyHeld();
    });
  }

  /** Own commands were decided: their rows come over the socket if it stands, else they are asked for. */
  expectEcho(): void {
    this.#unchanged = 0;
    if (this.#options.connection.state !== "live") return this.pullNow();
    this.#echo.set(echoPatience, () => {
      void awaitsOwn(this.#options.ports).then((awaits) => {
        if (awaits) this.pullNow();
      });
    });
  }

  /** Begins to look through all rows now and then. */
  watchRows(): void {
    this.#scrub.set(firstScrub, () => this.scrubNow());
  }

  /** Looks through all rows, between two deltas; what is damaged is fetched again. */
  scrubNow(): void {
    this.#scrub.set(nextScrub, () => this.scrubNow());
    this.#inTurn(async () => {
      const { ports, schema } = this.#options;
      const outcome = await scrub(ports, schema);
      // Rows changed under it: a quieter moment will come.
      if (outcome === "busy") this.#scrub.set(firstScrub, () => this.scrubNow());
      if (outcome === "healing") this.pullNow();
      this.#schedule();
    });
  }

  /** Asks no more; resolves when the pull or delta in hand is done. */
  stop(): Promise<void> {
    this.#poll.cancel();
    this.#echo.cancel();
    this.#scrub.cancel();
    this.#fold.cancel();
    this.#held = [];
    return this.#queue;
  }

  #inTurn(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(async () => {
      if (!this.#options.mayWork()) {
        this.#pullWanted = false;
        this.#applyWanted = false;
        return;
      }
      try {
        await work();
      } catch (error) {
        this.#failures += 1;
        this.#options.connection.failed(error);
        this.#schedule();
      }
    });
  }

  async #pull(): Promise<void> {
    const { ports, schema, connection } = this.#options;
    await this.#loadMissing();
    const onAnswer = () => {
      this.#failures = 0;
      connection.event("answered");
    };
    const outcome = await catchUp(ports, schema, { onAnswer, news: this.#news });
    await this.#settleNews();
    await reportDivergences(ports);
    if (outcome === "snapshot-required") return this.#startOver();
    this.#startsOver = 0;
    this.#unchanged = outcome === "changed" ? 0 : this.#unchanged + 1;
    if (outcome === "no-cursor") this.pullNow();
    if (outcome === "changed") this.#foldSoon();
  }

  /** Forgets what was reached. What was not is asked for again soon: whoever answered did not have it yet. */
  async #settleNews(): Promise<void> {
    const cursor = await readCursor(this.#options.ports);
    this.#news = cursor === undefined ? [] : unseen(cursor, this.#news);
  }

  async #startOver(): Promise<void> {
    const { ports, schema, connection } = this.#options;
    this.#startsOver += 1;
    if (this.#startsOver > startsOver) return connection.event("version-refused", "SNAPSHOT_REQUIRED");
    await requireSnapshots(ports, schema);
    this.pullNow();
  }

  async #loadMissing(): Promise<void> {
    const { ports, schema, onLoading, onLoaded } = this.#options;
    const identity = this.#options.identity();
    const cursor = await readCursor(ports);
    if (identity === null || (cursor !== undefined && holdsAll(cursor, identity))) return;
    onLoading(true);
    try {
      await loadSnapshots(ports, schema, identity);
    } finally {
      onLoading(false);
      onLoaded();
    }
  }

  async #applyHeld(): Promise<void> {
    const deltas = this.#held;
    this.#held = [];
    for (const delta of deltas) {
      const outcome = await applyLive(this.#options.ports, this.#options.schema, delta);
      if (outcome === "gap") return this.#pullForGap();
    }
    this.#foldSoon();
  }

  /** The server asked for a pause: the next try is set, and brings whatever it tells of meanwhile. */
  get #isPaused(): boolean {
    return this.#failures > 0 && this.#options.connection.retryAfter > 0;
  }

  #pullForGap(): void {
    if (!this.#isPaused) this.pullNow();
  }

  /** Rows have changed: folds what lies over packed tables after a while, for many changes at once. */
  #foldSoon(): void {
    if (this.#foldWanted) return;
    this.#foldWanted = true;
    this.#fold.set(foldPause, () => {
      this.#inTurn(async () => {
        this.#foldWanted = false;
        await foldPacked(this.#options.ports, this.#options.schema);
      });
    });
  }

  /** The socket brings news by itself; without it, ask at a pace that fits. */
  #schedule(): void {
    const { connection, mayWork, surroundings, ports } = this.#options;
    if (!mayWork()) return;
    if (this.#news.length > 0 && this.#failures === 0) return this.#poll.set(newsPatience, () => this.pullNow());
    if (connection.state === "live" && this.#failures === 0) return this.#poll.cancel();
    const delay = pollDelay({
      unchanged: this.#unchanged,
      failures: this.#failures,
      ...surroundings(),
      retryAfter: connection.retryAfter,
      random: ports.random(),
    });
    this.#poll.set(delay, () => this.pullNow());
  }
}
