import type { LiveDelta, LiveEvent } from "../protocol.ts";
import type { Connection } from "./connection.ts";
import { socketDelay } from "./pace.ts";
import type { Ports } from "./ports.ts";
import { Timer } from "./timer.ts";

export interface SocketOptions {
  readonly ports: Ports;
  readonly connection: Connection;
  readonly mayWork: () => boolean;
  readonly onDelta: (delta: LiveDelta) => void;
  /** Something moved that did not come along, or the socket itself came or went: a pull finds out. */
  readonly onUncertain: () => void;
}

/** Keeps one live socket open; tries again with growing, jittered pauses when it drops. */
export class SocketKeeper {
  readonly #options: SocketOptions;
  readonly #reconnect: Timer;
  #close: (() => void) | null = null;
  #attempts = 0;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#reconnect = new Timer(options.ports.clock);
  }

  /** Opens a socket if there is none on its way. */
  ensure(): void {
    if (this.#close === null) this.reopen();
  }

  /** The way to the server may be open again: do not wait for the next try. */
  hurry(): void {
    this.#attempts = 0;
    this.ensure();
  }

  /** Opens a new socket in place of the one there is. */
  reopen(): void {
    this.close();
    if (!this.#options.mayWork()) return;
    let current = true;
    const close = this.#options.ports.transport.live({
      onEvent: (event) => {
        if (current) this.#onEvent(event);
      },
      onEnd: () => {
        if (!current) return;
        current = false;
        this.#close = null;
        this.#onEnd();
      },
    });
    this.#close = () => {
      current = false;
      close();
    };
  }

  close(): void {
    this.#reconnect.cancel();
    this.#close?.();
    this.#close = null;
  }

  #onEvent(event: LiveEvent): void {
    if (event.kind === "delta") return this.#options.onDelta(event);
    if (event.kind === "ready") {
      this.#attempts = 0;
      this.#options.connection.event("socket-ready");
    }
    this.#options.onUncertain();
  }

  #onEnd(): void {
    this.#options.connection.event("socket-lost");
    if (!this.#options.mayWork()) return;
    // Why it ended is only said over HTTP, where a refusal carries its code.
    this.#options.onUncertain();
    this.#reconnect.set(socketDelay(this.#attempts, this.#options.ports.random()), () => this.reopen());
    this.#attempts += 1;
  }
}
