import type { Command } from "../protocol.ts";
import { Engine, type EngineOptions, type EngineStatus } from "./engine.ts";
import { adoptIdentity } from "./enrol.ts";
import type { DeviceIdentity, NewKey, Ports } from "./ports.ts";
import { type CommandDraft, submit } from "./submit.ts";

/** Held by the one page whose engine works for the device. */
export const engineLock = "balcao-engine";

/** What pages of one device tell each other. */
export type PageMessage =
  | { readonly kind: "status"; readonly status: EngineStatus }
  | { readonly kind: "status?" }
  | { readonly kind: "command" }
  | { readonly kind: "wake" }
  | { readonly kind: "scrub" }
  | { readonly kind: "enrolled" };

/** Reaches every other page of the device, and not the one that speaks. */
export interface Channel {
  readonly post: (message: PageMessage) => void;
  readonly listen: (listener: (message: PageMessage) => void) => void;
}

export interface PageOptions extends EngineOptions {
  /** This page works for the device from now on. */
  readonly onLead: () => void;
}

/**
 * One page's part in the sync of its device: the page that holds the lock works, the others tell it what they did and
 * show what it says. When it goes, the next one takes over (SPEC.md, "Who works").
 */
export class DevicePage {
  readonly #ports: Ports;
  readonly #channel: Channel;
  readonly #options: PageOptions;
  #engine: Engine | null = null;
  #status: EngineStatus = { connectivity: "starting", loading: false, code: null };

  constructor(ports: Ports, channel: Channel, options: PageOptions) {
    this.#ports = ports;
    this.#channel = channel;
    this.#options = options;
  }

  /** Where the device stands with its server. */
  get status(): EngineStatus {
    return this.#status;
  }

  /**
   * Starts to work, or to follow the page that already does. Resolves when what the journal had to give back is back, so
   * that a screen may ask who this device is. Throws when what is stored cannot be brought back.
   */
  async start(): Promise<void> {
    this.#channel.listen((message) => this.#heard(message));
    await this.#leadOrFollow();
    this.#channel.post({ kind: "status?" });
  }

  /** Makes a command: when this resolves it is durable, twice over, and on its way as soon as there is one. */
  async submit(draft: CommandDraft): Promise<Command> {
    try {
      return await submit(this.#ports, this.#options.schema, draft);
    } finally {
      // Also when it throws: without its second copy a command is in the outbox all the same.
      if (this.#engine === null) this.#channel.post({ kind: "command" });
      else this.#engine.commandMade();
    }
  }

  /** Makes this device the one that the server has just enrolled. */
  async adopt(identity: DeviceIdentity, lastSequence: number, key: NewKey | null): Promise<void> {
    await adoptIdentity(this.#ports, this.#options.schema, identity, lastSequence, key);
    if (this.#engine === null) this.#channel.post({ kind: "enrolled" });
    else await this.#engine.restart();
  }

  /** Asks the server now: the person wants to know, the network came back, the screen is looked at again. */
  syncNow(): void {
    if (this.#engine === null) this.#channel.post({ kind: "wake" });
    else this.#engine.wake();
  }

  /** Looks through all rows whether they are still what the server said, and fetches again what is not. */
  scrub(): void {
    if (this.#engine === null) this.#channel.post({ kind: "scrub" });
    else this.#engine.scrub();
  }

  /** Takes the lead when nobody has it, else queues for it. Taking and finding out are one step: two pages may start at once. */
  #leadOrFollow(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const { locks } = this.#ports;
    locks
      .tryHold(engineLock, () => this.#lead(resolve))
      .then((led) => {
        if (led !== null) return;
        locks.hold(engineLock, () => this.#lead(() => undefined)).catch(this.#options.onTrouble);
        resolve();
      })
      .catch(reject);
    return promise;
  }

  /** Works until the page goes. Throws, and lets the lead go, when what is stored cannot be brought back. */
  async #lead(ready: () => void): Promise<never> {
    const engine = new Engine(this.#ports, {
      ...this.#options,
      onStatus: (status) => {
        this.#show(status);
        this.#channel.post({ kind: "status", status });
      },
    });
    this.#engine = engine;
    try {
      await engine.start();
    } catch (error) {
      this.#engine = null;
      throw error;
    }
    ready();
    this.#options.onLead();
    return new Promise<never>(() => undefined);
  }

  #heard(message: PageMessage): void {
    const engine = this.#engine;
    if (message.kind === "status") {
      if (engine === null) this.#show(message.status);
      return;
    }
    if (engine === null) return;
    if (message.kind === "status?") this.#channel.post({ kind: "status", status: engine.status });
    else if (message.kind === "command") engine.commandMade();
    else if (message.kind === "wake") engine.wake();
    else if (message.kind === "scrub") engine.scrub();
    else engine.restart().catch(this.#options.onTrouble);
  }

  #show(status: EngineStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}
