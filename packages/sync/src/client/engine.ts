import { Connection } from "./connection.ts";
import { type Connectivity, mayRead, maySend } from "./connectivity.ts";
import { getMeta } from "./meta.ts";
import { OutboxPump } from "./outbox-pump.ts";
import type { Surroundings } from "./pace.ts";
import type { DeviceIdentity, Ports } from "./ports.ts";
import { Reader } from "./reader.ts";
import { recover, type Recovered } from "./recover.ts";
import type { EngineSchema } from "./schema.ts";
import { SocketKeeper } from "./socket-keeper.ts";
import { Timer } from "./timer.ts";

/** How soon to ask again a server that refused this device or this app's version: within five to ten minutes. */
const refusalPatience = 5 * 60_000;

export interface EngineOptions {
  readonly schema: EngineSchema;
  readonly surroundings: () => Surroundings;
  readonly onStatus: (status: EngineStatus) => void;
  /** What went wrong inside, for logs. The engine goes on. */
  readonly onTrouble: (error: unknown) => void;
}

export interface EngineStatus {
  readonly connectivity: Connectivity;
  /** The first copy is still loading, or being fetched again. */
  readonly loading: boolean;
  /** Why the server refused us, in `signed-out` and `blocked-by-version`. */
  readonly code: string | null;
}

/**
 * Keeps one device in step with its server: sends the outbox, follows the socket, polls when the socket is down. One
 * engine runs per device; pages agree on it by a lock (SPEC.md, "Who works"). Reading and writing never wait for each
 * other.
 */
export class Engine {
  readonly #ports: Ports;
  readonly #options: EngineOptions;
  readonly #connection: Connection;
  readonly #pump: OutboxPump;
  readonly #reader: Reader;
  readonly #socket: SocketKeeper;
  readonly #welcomeCheck: Timer;
  #identity: DeviceIdentity | null = null;
  #loading = false;
  #stopped = false;

  constructor(ports: Ports, options: EngineOptions) {
    this.#ports = ports;
    this.#options = options;
    const { schema } = options;
    const connection = new Connection({
      onChange: (from) => this.#moved(from),
      onHalfOpen: () => this.#socket.reopen(),
      onTrouble: options.onTrouble,
    });
    const enrolled = () => !this.#stopped && this.#identity !== null;
    const mayWork = () => enrolled() && mayRead(connection.state);
    this.#connection = connection;
    this.#welcomeCheck = new Timer(ports.clock);
    this.#reader = new Reader({
      ports,
      schema,
      connection,
      mayWork,
      identity: () => this.#identity,
      surroundings: options.surroundings,
      onLoading: (loading) => {
        this.#loading = loading;
        this.#tell();
      },
      onLoaded: () => this.#pump.soon(),
    });
    const onDecided = () => this.#reader.expectEcho();
    this.#pump = new OutboxPump({
      ports,
      schema,
      connection,
      mayWork: () => enrolled() && maySend(connection.state),
      onDecided,
    });
    this.#socket = new SocketKeeper({
      ports,
      connection,
      mayWork,
      onDelta: (delta) => this.#reader.take(delta),
      onNews: (news) => this.#reader.hear(news),
      onUncertain: () => this.#reader.pullNow(),
    });
  }

  get status(): EngineStatus {
    return { connectivity: this.#connection.state, loading: this.#loading, code: this.#connection.code };
  }

  /** Brings back what the journal has, then begins to work. Resolves before anything was asked of the server. */
  async start(): Promise<Recovered> {
    const recovered = await recover(this.#ports, this.#options.schema);
    await this.#begin();
    return recovered;
  }

  /** The device was enrolled (again), or something else changed that a refusal rested on. */
  async restart(): Promise<void> {
    this.#socket.close();
    this.#connection.event("restarted");
    await this.#begin();
  }

  /** Stops asking and listening; resolves when what was under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#welcomeCheck.cancel();
    this.#socket.close();
    await Promise.all([this.#reader.stop(), this.#pump.stop()]);
  }

  /** A command was made on this device: send it. */
  commandMade(): void {
    this.#pump.soon();
  }

  /** Looks through all rows whether they are still what the server said. */
  scrub(): void {
    this.#reader.scrubNow();
  }

  /** The person looks, the network came back, a background event fired: find out now. */
  wake(): void {
    this.#pump.hurry();
    this.#socket.hurry();
    this.#reader.hurry();
  }

  async #begin(): Promise<void> {
    this.#identity = (await this.#ports.store.read(["meta"], (tx) => getMeta(tx, "identity"))) ?? null;
    if (this.#identity === null) return this.#connection.event("refused", "DEVICE_NOT_ENROLLED");
    this.#pump.soon();
    this.#socket.reopen();
    this.#reader.pullNow();
    this.#reader.watchRows();
  }

  #moved(from: Connectivity): void {
    const { state } = this.#connection;
    if (!mayRead(state)) this.#socket.close();
    // The way back is open: what waited out a failure need not wait longer.
    if (from === "offline" && mayRead(state)) this.#pump.hurry();
    if (state === "live") this.#pump.again();
    this.#awaitWelcome(state);
    this.#tell();
  }

  /**
   * Either side may be updated, and a device welcome again, without this page being opened anew: a server that refused
   * comes to be asked again.
   */
  #awaitWelcome(state: Connectivity): void {
    if (this.#stopped || mayRead(state)) return this.#welcomeCheck.cancel();
    const delay = refusalPatience * (1 + this.#ports.random());
    this.#welcomeCheck.set(delay, () => void this.restart().catch(this.#options.onTrouble));
  }

  #tell(): void {
    if (!this.#stopped) this.#options.onStatus(this.status);
  }
}
