import type { Connection } from "./connection.ts";
import { drain, PushSize } from "./drain.ts";
import { pushDelay } from "./pace.ts";
import type { Ports } from "./ports.ts";
import type { EngineSchema } from "./schema.ts";
import { Timer } from "./timer.ts";

/** How soon to look again when a worker holds the drain: it may be stopped before it is done. */
const lookAgain = 2_000;

export interface PumpOptions {
  readonly ports: Ports;
  readonly schema: EngineSchema;
  readonly connection: Connection;
  readonly mayWork: () => boolean;
  /** The server decided commands. */
  readonly onDecided: () => void;
}

/** Sends the outbox whenever there is something in it and a way to the server; waits longer after each failure. */
export class OutboxPump {
  readonly #options: PumpOptions;
  readonly #timer: Timer;
  readonly #size = new PushSize();
  #running = false;
  #work: Promise<void> = Promise.resolve();
  #again = false;
  #failures = 0;
  /** The next try after a failure is set. */
  #retries = false;
  /** What was put off has not been asked for again yet. */
  #askAgain = true;

  constructor(options: PumpOptions) {
    this.#options = options;
    this.#timer = new Timer(options.ports.clock);
  }

  /** There is, or may be, something to send. */
  soon(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    // The server asked for a pause, and what there is goes with the next try.
    if (this.#retries && this.#options.connection.retryAfter > 0) return;
    this.#timer.set(0, () => this.#run());
  }

  /** The way to the server may be open again: do not wait for the next try. */
  hurry(): void {
    this.#failures = 0;
    this.#retries = false;
    this.soon();
  }

  /** The server may be another one than the one that put commands off. */
  again(): void {
    this.#askAgain = true;
    this.soon();
  }

  /** Sends no more; resolves when the batch in hand is done. */
  stop(): Promise<void> {
    this.#timer.cancel();
    return this.#work;
  }

  #run(): void {
    this.#retries = false;
    if (this.#running || !this.#options.mayWork()) return;
    this.#running = true;
    this.#again = false;
    this.#work = this.#drain();
  }

  async #drain(): Promise<void> {
    const { ports, schema, connection } = this.#options;
    try {
      const again = this.#askAgain;
      this.#askAgain = false;
      const drained = await drain(ports, schema, { size: this.#size, again });
      this.#failures = 0;
      if (drained === null) {
        this.#askAgain ||= again;
        this.#timer.set(lookAgain, () => this.#run());
      } else if (drained.decided > 0) {
        connection.event("answered");
        this.#options.onDecided();
      }
    } catch (error) {
      this.#askAgain = true;
      this.#failures += 1;
      connection.failed(error);
      const delay = pushDelay(this.#failures, connection.retryAfter, ports.random());
      this.#retries = this.#options.mayWork();
      if (this.#retries) this.#timer.set(delay, () => this.#run());
    } finally {
      this.#running = false;
      if (this.#again && this.#failures === 0) this.soon();
    }
  }
}
