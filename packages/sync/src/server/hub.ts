import { limits, type LiveEvent, type ScopeId } from "../protocol.ts";
import type { Feed, KnownScope, TickChange, TickState } from "./ports.ts";
import { encodeChanges } from "./pull.ts";
import type { Watermarks } from "./watermarks.ts";

/** A socket that listens, as the hub sees it. */
export interface Subscriber {
  readonly deviceId: string;
  /** What the device was let in by. Another browser may have taken its place since. */
  readonly credential: string;
  readonly scopes: readonly KnownScope[];
  /** Without inline deltas it gets pokes only (metered data, hidden page). */
  readonly inline: boolean;
  readonly send: (event: LiveEvent) => void;
  /** Bytes accepted for sending and not yet gone. */
  readonly backlog: () => number;
  readonly close: (code: string) => void;
}

export interface HubOptions {
  /** Beyond this many bytes unsent a socket gets pokes instead of deltas. */
  readonly slowBytes?: number;
  /** A socket that stays slow this long is closed; it comes back when it can. */
  readonly slowMilliseconds?: number;
  /** Rows looked at inline in one tick; beyond it every changed scope is poked. */
  readonly tickRows?: number;
  /** Bytes of one scope's delta that travel inline. */
  readonly inlineBytes?: number;
  readonly now?: () => number;
  readonly onError?: (error: unknown) => void;
  readonly onTick?: (facts: {
    readonly scopes: number;
    readonly changes: number;
    readonly milliseconds: number;
  }) => void;
}

interface Listener {
  readonly scope: KnownScope;
  readonly subscribers: Set<Subscriber>;
}

/**
 * Follows the change feed and tells sockets. One tick reads what changed since the last one, for all scopes that
 * somebody asked about, and encodes each scope's delta once. Ticks never overlap; wakes during a tick cause one more.
 */
export class Hub {
  readonly #feed: Feed;
  readonly #watermarks: Watermarks;
  readonly #options: Required<HubOptions>;
  readonly #listeners = new Map<ScopeId, Listener>();
  readonly #subscribers = new Set<Subscriber>();
  readonly #perDevice = new Map<string, number>();
  readonly #slowSince = new Map<Subscriber, number>();
  #running: Promise<void> | null = null;
  #again = false;

  constructor(feed: Feed, watermarks: Watermarks, options: HubOptions = {}) {
    this.#feed = feed;
    this.#watermarks = watermarks;
    this.#options = {
      slowBytes: 1_000_000,
      slowMilliseconds: 30_000,
      tickRows: 2_000,
      inlineBytes: 64_000,
      now: Date.now,
      onError: () => undefined,
      onTick: () => undefined,
      ...options,
    };
  }

  /** How many sockets listen. */
  get size(): number {
    return this.#subscribers.size;
  }

  /** How many sockets of a device listen. */
  listening(deviceId: string): number {
    return this.#perDevice.get(deviceId) ?? 0;
  }

  /** The first event of a socket: where its scopes stand as far as this node has looked. What changes later is told. */
  greeting(epoch: string, scopes: readonly KnownScope[]): LiveEvent {
    const stand = scopes.map(({ id }) => [id, this.#watermarks.lastChanged(id)] as const);
    return { kind: "ready", epoch, scopes: Object.fromEntries(stand) };
  }

  /** Begins to tell a socket about its scopes; call the answer when it goes. */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    this.#perDevice.set(subscriber.deviceId, this.listening(subscriber.deviceId) + 1);
    for (const scope of subscriber.scopes) {
      const listener = this.#listeners.get(scope.id) ?? { scope, subscribers: new Set() };
      listener.subscribers.add(subscriber);
      this.#listeners.set(scope.id, listener);
      this.#watermarks.listen(scope.id, 1);
    }
    return () => this.#unsubscribe(subscriber);
  }

  #unsubscribe(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return;
    this.#slowSince.delete(subscriber);
    const left = this.listening(subscriber.deviceId) - 1;
    if (left === 0) this.#perDevice.delete(subscriber.deviceId);
    else this.#perDevice.set(subscriber.deviceId, left);
    for (const scope of subscriber.scopes) {
      const listener = this.#listeners.get(scope.id);
      listener?.subscribers.delete(subscriber);
      if (listener?.subscribers.size === 0) this.#listeners.delete(scope.id);
      this.#watermarks.listen(scope.id, -1);
    }
  }

  /** Closes the sockets of a device, now: all of them, or those that came with another credential than `except`. */
  expel(deviceId: string, code: string, except: string | null = null): void {
    for (const subscriber of this.#subscribers) {
      if (subscriber.deviceId !== deviceId || subscriber.credential === except) continue;
      this.#unsubscribe(subscriber);
      subscriber.close(code);
    }
  }

  /** Something may have been committed: looks soon, once for many calls. Resolves when what was committed has been told. */
  wake(): Promise<void> {
    if (this.#running !== null) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Resolves when no tick is under way. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#tick();
      } catch (error) {
        // The next wake or the regular look repeats it: nothing was advanced.
        this.#options.onError(error);
      }
    } while (this.#again);
    this.#tendSlow();
  }

  async #tick(): Promise<void> {
    const began = this.#options.now();
    const scopes = this.#watermarks.scopes();
    if (scopes.length === 0) return;
    await this.#feed.tick(scopes, this.#watermarks.tick, this.#options.tickRows, async (state) => {
      const inline = await this.#encode(state);
      // Scopes that began to be followed while the state was read were not looked at in it: they may have changed.
      const looked = new Set(scopes);
      const changed = [...state.changedScopes, ...this.#watermarks.scopes().filter((scope) => !looked.has(scope))];
      const before = this.#watermarks.advance(state.now, changed, scopes);
      for (const scope of changed) {
        const from = before.get(scope);
        const body = inline.get(scope);
        if (from !== undefined) this.#tell(scope, from, state.now, body);
      }
      this.#options.onTick({
        scopes: state.changedScopes.length,
        changes: state.changes?.length ?? -1,
        milliseconds: this.#options.now() - began,
      });
    });
  }

  /** The JSON of each changed scope that somebody listens to, unless it is too large to travel inline. */
  async #encode(state: TickState): Promise<Map<ScopeId, string>> {
    const encoded = new Map<ScopeId, string>();
    if (state.changes === null) return encoded;
    const byScope = Map.groupBy(state.changes, (change: TickChange) => change.scope);
    for (const [id, changes] of byScope) {
      const listener = this.#listeners.get(id);
      if (listener === undefined || changes.length > limits.liveInline) continue;
      const loaded = await state.load(listener.scope, changes);
      const rest = JSON.stringify({ decided: loaded.decided, checksum: loaded.checksum });
      const body = `{"changes":${encodeChanges(loaded.changes)},${rest.slice(1)}`;
      if (body.length <= this.#options.inlineBytes) encoded.set(id, body);
    }
    return encoded;
  }

  #tell(scope: ScopeId, from: string, to: string, body: string | undefined): void {
    const listener = this.#listeners.get(scope);
    if (listener === undefined) return;
    const poke: LiveEvent = { kind: "poke", scope, to };
    const event: LiveEvent = body === undefined ? poke : { kind: "delta", scope, from, to, body };
    for (const subscriber of listener.subscribers) {
      if (this.#isSlow(subscriber)) continue;
      subscriber.send(subscriber.inline ? event : poke);
    }
  }

  /** A reader that does not keep up is told nothing for now: its memory is not ours to grow. */
  #isSlow(subscriber: Subscriber): boolean {
    if (this.#slowSince.has(subscriber)) return true;
    if (subscriber.backlog() <= this.#options.slowBytes) return false;
    this.#slowSince.set(subscriber, this.#options.now());
    return true;
  }

  /** A slow reader that caught up is poked for all it missed; one that does not is closed. */
  #tendSlow(): void {
    for (const [subscriber, since] of this.#slowSince) {
      if (subscriber.backlog() < this.#options.slowBytes / 10) {
        this.#slowSince.delete(subscriber);
        for (const { id } of subscriber.scopes) {
          subscriber.send({ kind: "poke", scope: id, to: this.#watermarks.lastChanged(id) });
        }
      } else if (this.#options.now() - since > this.#options.slowMilliseconds) {
        this.#unsubscribe(subscriber);
        subscriber.close("TOO_SLOW");
      }
    }
  }
}
