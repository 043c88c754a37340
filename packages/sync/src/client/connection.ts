import { type Connectivity, type ConnectivityEvent, mayRead, transitions } from "./connectivity.ts";
import { TransportError } from "./ports.ts";

export interface ConnectionHooks {
  readonly onChange: (from: Connectivity) => void;
  /** A request went unanswered while the socket seemed to stand. */
  readonly onHalfOpen: () => void;
  readonly onTrouble: (error: unknown) => void;
}

/** The engine's one answer to "where do we stand with the server"; everything else reports to it. */
export class Connection {
  #state: Connectivity = "starting";
  #code: string | null = null;
  /** Milliseconds the server asked to wait, since the last failure. */
  #retryAfter = 0;
  readonly #hooks: ConnectionHooks;

  constructor(hooks: ConnectionHooks) {
    this.#hooks = hooks;
  }

  get state(): Connectivity {
    return this.#state;
  }

  /** Why the server refused us, in `signed-out` and `blocked-by-version`. */
  get code(): string | null {
    return this.#code;
  }

  get retryAfter(): number {
    return this.#retryAfter;
  }

  event(event: ConnectivityEvent, code: string | null = null): void {
    if (event === "answered") this.#retryAfter = 0;
    const from = this.#state;
    const next = transitions[from][event];
    const nextCode = mayRead(next) ? null : (code ?? this.#code);
    if (next === from && nextCode === this.#code) return;
    this.#state = next;
    this.#code = nextCode;
    this.#hooks.onChange(from);
  }

  /** Notes why a request failed; what is not the transport's doing is trouble of our own. */
  failed(error: unknown): void {
    if (!(error instanceof TransportError)) return this.#hooks.onTrouble(error);
    if (error.reason === "refused") this.event("refused", error.code);
    else if (error.reason === "version") this.event("version-refused", error.code);
    else if (error.reason === "unreachable") this.#unreachable();
    else this.event("answered");
    this.#retryAfter = error.retryAfter;
  }

  #unreachable(): void {
    const wasLive = this.#state === "live";
    this.event("unreachable");
    if (wasLive) this.#hooks.onHalfOpen();
  }
}
