import { readOnce } from "../client/catch-up.ts";
import { drain } from "../client/drain.ts";
import { packedStore } from "../client/packed/store.ts";
import { DevicePage, engineLock, type PageMessage } from "../client/page.ts";
import type { DeviceIdentity, Ports } from "../client/ports.ts";
import type { Command, CommandResult } from "../protocol.ts";
import { damage, type Damage } from "./damage.ts";
import { Disk } from "./disk.ts";
import { LockTable } from "./locks.ts";
import { fairWeather, type NetworkOptions, transportFor, type Weather } from "./network.ts";
import type { Node } from "./node.ts";
import { Process } from "./process.ts";
import type { Random } from "./random.ts";
import { simulatedSigner } from "./signer.ts";
import type { RescueFile } from "./rescue.ts";
import type { Scheduler } from "./scheduler.ts";
import { shopSchema } from "./shop.ts";
import type { CommandDraft } from "../client/submit.ts";

/** What the world around a tablet gives it and wants to know of it. */
export interface TabletWorld {
  readonly scheduler: Scheduler;
  readonly newId: () => string;
  readonly node: (random: Random) => Node | null;
  readonly onCommit: (tablet: Tablet) => void;
  readonly onSent: (tablet: Tablet, scope: string) => void;
  readonly onBroken: (commands: readonly Command[], results: readonly CommandResult[]) => void;
  readonly onViolation: (invariant: string, what: string) => void;
}

interface OpenPage {
  readonly process: Process;
  readonly page: DevicePage;
  /** What the journal had is back: the person can work. */
  ready: boolean;
}

/** One tablet: pages, a service worker and what its chip keeps when they are killed. */
export class Tablet {
  readonly name: string;
  readonly disk: Disk;
  readonly weather: Weather = { ...fairWeather };
  identity: DeviceIdentity;
  /** Milliseconds by which its clock is wrong. */
  skew = 0;
  visible = true;
  /** Commands whose making was acknowledged to the person. */
  readonly acknowledged = new Map<string, Command>();
  /** Those of them that the server has applied. */
  readonly delivered = new Map<string, Command>();
  /** Those that a restored dump does not have any more, and how far the tablet was then. */
  readonly undone = new Map<string, { readonly command: Command; readonly since: number }>();
  /** What somebody has written into its database by hand, and the engine has not put right yet. */
  damages: readonly Damage[] = [];
  /** How often it told the server that its rows differed, or agree again. */
  reports = 0;
  /** Rescue files that were written on it, or on the one whose place it took. */
  files: RescueFile[] = [];
  /** The largest sequence that was acknowledged. */
  newest = 0;
  readonly #world: TabletWorld;
  readonly #random: Random;
  readonly #locks = new LockTable();
  #pages: OpenPage[] = [];
  #workers: Process[] = [];
  #pushing: Process | null = null;
  #started = 0;

  constructor(world: TabletWorld, random: Random, identity: DeviceIdentity) {
    this.name = `tablet ${identity.deviceCode}`;
    this.#world = world;
    this.#random = random;
    this.identity = identity;
    this.disk = new Disk(world.scheduler, random.fork("disk"), () => world.onCommit(this));
  }

  /** Pages on which a person can work. */
  get ready(): readonly OpenPage[] {
    return this.#pages.filter(({ ready }) => ready);
  }

  get open(): number {
    return this.#pages.length;
  }

  /** Opens the app once more. */
  openPage(): void {
    const process = this.#process("page");
    const page = new DevicePage(this.#ports(process), this.#channel(process), {
      schema: shopSchema,
      surroundings: () => ({ visible: this.visible, sparing: false }),
      onStatus: () => undefined,
      onTrouble: (error) => this.#trouble(process, error),
      onLead: () => undefined,
    });
    const opened: OpenPage = { process, page, ready: false };
    this.#pages.push(opened);
    process.onDeath(() => {
      this.#pages = this.#pages.filter((other) => other !== opened);
    });
    page.start().then(
      () => {
        opened.ready = process.alive;
      },
      () => process.kill(),
    );
  }

  /** First start: the server has just enrolled it. */
  async enrol(): Promise<void> {
    this.openPage();
    await this.adopt(0);
  }

  /** An administrator stands in front of it: it is the server's device (again). */
  async adopt(lastSequence: number): Promise<void> {
    const [first] = this.#pages;
    const key = this.#random.chance(0.5) ? await simulatedSigner(this.#random).createKey() : null;
    await first?.page.adopt(this.identity, lastSequence, key);
  }

  /** A person makes a command. It counts once the screen has said so. */
  submit(draft: CommandDraft): void {
    if (this.ready.length === 0) return;
    const { process, page } = this.#random.pick(this.ready);
    page.submit(draft).then(
      (command) => {
        if (!process.alive) return;
        this.acknowledged.set(command.id, command);
        this.newest = Math.max(this.newest, command.sequence);
      },
      // The screen says that it was not done: nothing was promised.
      () => undefined,
    );
  }

  look(): void {
    for (const { page } of this.ready) page.syncNow();
  }

  /** Looks through all its rows. */
  scrub(): void {
    this.ready[0]?.page.scrub();
  }

  /** Throws files away that were imported whole: what is decided now is in the dump that is taken. */
  dropFiles(isDecided: (commandId: string) => boolean): void {
    const old = this.files.filter(({ done, commands }) => done && commands.every(({ id }) => isDecided(id)));
    this.files = this.files.filter((file) => !old.includes(file));
    // Only the file may have been left of them, and the manager has seen what became of them.
    for (const { commands } of old) {
      for (const { id } of commands)
        for (const known of [this.acknowledged, this.delivered, this.undone]) known.delete(id);
    }
  }

  /** Takes a row out of its database, or changes what it says, behind the engine's back. */
  damage(luck: Random): boolean {
    const done = damage(this, luck);
    this.damages = [...this.damages, ...done];
    return done.length > 0;
  }

  /** The browser's event: the service worker delivers the outbox, with or without a page. */
  backgroundSync(): void {
    const process = this.#process("worker");
    const ports = this.#workerPorts(process);
    const over = () => process.kill();
    drain(ports, shopSchema).then(over, over);
  }

  /** The same for what is to be read. */
  periodicSync(): void {
    const process = this.#process("worker");
    const ports = this.#workerPorts(process);
    const over = () => process.kill();
    drain(ports, shopSchema)
      .then(() => ports.locks.tryHold(engineLock, () => readOnce(ports, shopSchema)))
      .then(over, over);
  }

  /** Kills one page, or the service worker. */
  killOne(): boolean {
    const all = [...this.#pages.map(({ process }) => process), ...this.#workers];
    if (all.length === 0) return false;
    this.disk.kill(this.#random.pick(all));
    return true;
  }

  /** Kills every process of the browser, as a power cut does. */
  killAll(): boolean {
    const all = [...this.#pages.map(({ process }) => process), ...this.#workers];
    for (const process of all) this.disk.kill(process);
    return all.length > 0;
  }

  /** Somebody closes the app and opens it. */
  startAgain(): void {
    this.killAll();
    this.openPage();
  }

  #process(kind: "page" | "worker"): Process {
    this.#started += 1;
    const process = new Process(this.#world.scheduler, `${this.name} ${kind} ${this.#started}`);
    if (kind === "worker") {
      this.#workers.push(process);
      process.onDeath(() => {
        this.#workers = this.#workers.filter((other) => other !== process);
      });
    }
    return process;
  }

  #ports(process: Process): Ports {
    const random = this.#random.fork(process.name);
    const { scheduler, newId } = this.#world;
    return {
      store: packedStore(this.disk.storeFor(process), shopSchema, newId),
      journal: this.disk.journalFor(process),
      transport: transportFor(process, this.disk, this.#network(random.fork("network"))),
      signer: simulatedSigner(random.fork("signer")),
      locks: this.#locks.for(process),
      clock: {
        now: () => Date.UTC(2026, 0, 1) + scheduler.now + this.skew,
        after: (milliseconds, work) => process.after(milliseconds, "timer", work),
      },
      random: () => random.next(),
      newId,
    };
  }

  #workerPorts(process: Process): Ports {
    return {
      ...this.#ports(process),
      // As in the app: a service worker has no synchronous files.
      journal: {
        append: () => Promise.reject(new Error("commands are made in pages")),
        read: async () => [],
        settle: async () => undefined,
      },
    };
  }

  #network(random: Random): NetworkOptions {
    return {
      scheduler: this.#world.scheduler,
      random,
      weather: () => this.weather,
      deviceId: this.identity.deviceId,
      node: () => this.#world.node(random),
      onSent: (scope) => this.#world.onSent(this, scope),
      onBroken: this.#world.onBroken,
      onReport: () => {
        this.reports += 1;
      },
      onPush: (process) => {
        if (this.#pushing?.alive === true) {
          this.#world.onViolation("S17", `${process.name} pushes while ${this.#pushing.name} does`);
        }
        this.#pushing = process;
        return () => {
          if (this.#pushing === process) this.#pushing = null;
        };
      },
    };
  }

  #channel(process: Process) {
    return {
      post: (message: PageMessage) => {
        if (!process.alive) return;
        for (const other of this.#pages) {
          if (other.process === process) continue;
          this.#world.scheduler.after(this.#random.next(), `${process.name} tells ${other.process.name}`, () => {
            if (other.process.alive) this.#listeners.get(other.process)?.(message);
          });
        }
      },
      listen: (listener: (message: PageMessage) => void) => {
        this.#listeners.set(process, listener);
      },
    };
  }

  readonly #listeners = new WeakMap<Process, (message: PageMessage) => void>();

  /** What the engine reports as trouble. A full disk is none of its doing; anything else is. */
  #trouble(process: Process, error: unknown): void {
    if (!process.alive || (error instanceof DOMException && error.name === "QuotaExceededError")) return;
    this.#world.onViolation("S20", `${process.name}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
