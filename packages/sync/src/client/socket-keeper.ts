import type { LiveDelta, LiveEvent } from "../protocol.ts";
import type { News } from "./catch-up.ts";
import type { Connection } from "./connection.ts";
import { socketDelay } from "./pace.ts";
import type { Ports } from "./ports.ts";
import { Timer } from "./timer.ts";

export interface SocketOptions {
  readonly ports: Ports;
  readonly connection: Connection;
  readonly mayWork: () => boolean;
  readonly onDelta: (delta: LiveDelta) => void;
  /** The server says where scopes stand, in which life of the database. */
  readonly onNews: (news: readonly News[]) => void;
  /** The socket came to its end: a pull finds out why, and what was missed. */
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
    const { connection, onDelta, onNews, onUncertain } = this.#options;
    switch (event.kind) {
      case "delta":
        return onDelta(event);
      case "poke":
        return onNews([{ scope: event.scope, to: event.to, epoch: null }]);
      case "ready": {
        const { epoch, scopes } = event;
        this.#attempts = 0;
        connection.event("socket-ready");
        return onNews(Object.entries(scopes).map(([scope, to]) => ({ scope, to, epoch })));
      }
      case "goodbye":
        return onUncertain();
    }
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
