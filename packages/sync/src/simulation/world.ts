import type { DeviceIdentity } from "../client/ports.ts";
import type { Command, CommandResult } from "../protocol.ts";
import { Checks } from "./checks.ts";
import { Database, type Dump, type Stored } from "./database.ts";
import { fairWeather } from "./network.ts";
import { type Cluster, Node } from "./node.ts";
import { Process } from "./process.ts";
import { type Random, randomFrom } from "./random.ts";
import { Scheduler } from "./scheduler.ts";
import { updateServerFirst } from "./server-update.ts";
import { feedRules, moveStock, type Shop, shopSchema } from "./shop.ts";
import { carry, checkRescued, type RescueFile } from "./rescue.ts";
import { tableOf } from "./tables.ts";
import { Tablet } from "./tablet.ts";
import { checkSent, newDevice } from "./tablet-device.ts";
import type { Transaction } from "./transaction.ts";
import { Violation } from "./violation.ts";

/** A chain with its server and its tablets, all of it in one process and in virtual time. */
export class World {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly shop: Shop;
  readonly database: Database;
  readonly cluster: Cluster;
  readonly checks: Checks;
  readonly tablets: readonly Tablet[];
  nodes: readonly Node[] = [];
  /** The last dump of the database, and how much each tablet had delivered by then. */
  kept: { readonly dump: Dump; readonly delivered: ReadonlyMap<Tablet, number> } | null = null;
  /** The first invariant that did not hold. */
  violation: Violation | null = null;
  /** Tablets that committed since the last look. */
  readonly #touched = new Set<Tablet>();
  readonly #updatesAtNight: Random;
  #ids = 0;
  #versions = 0;
  #lives = 0;
  #nodesStarted = 0;

  constructor(seed: string) {
    this.random = randomFrom(seed);
    this.scheduler = new Scheduler(this.random.fork("schedule"));
    this.#updatesAtNight = this.random.fork("updates");
    const size = this.random.fork("size");
    const storeCount = size.int(1, 4);
    this.shop = {
      organizationId: this.newId(),
      stores: Array.from({ length: storeCount }, () => this.newId()),
      products: Array.from({ length: size.int(3, 12) }, () => this.newId()),
      operators: Array.from({ length: size.int(1, 4) }, () => this.newId()),
    };
    this.database = new Database(feedRules(this.shop), this.#life(), () => this.scheduler.now);
    this.checks = new Checks(this.database, this.shop.organizationId, {
      told: (id) => this.tablets.some((tablet) => tablet.acknowledged.has(id)),
      now: () => this.scheduler.now,
    });
    this.database.onCommit = (commit, changed) =>
      this.#guard(() => {
        this.checks.ledger.committed(commit, changed);
        this.checks.chains.committed(changed);
      });
    this.cluster = {
      database: this.database,
      random: this.random.fork("server"),
      organizationId: this.shop.organizationId,
      knows: { unknown: false, poison: false },
      tables: shopSchema.version,
      versions: { next: () => (this.#versions += 1) },
      archive: new Map(),
      published: new Map(),
      now: () => this.scheduler.now,
      onUnchanged: (name, cursor) => this.#guard(() => this.checks.unchangedAnswered(name, cursor)),
      onPutOff: (commandId) => this.checks.ledger.putOff.add(commandId),
    };
    const tabletCount = size.int(1, 4);
    this.tablets = Array.from({ length: tabletCount }, (_, index) => this.#tablet(index, size));
  }

  /** Opens the shop: stock on the shelves, nodes up, tablets enrolled with their first copies. */
  async open(): Promise<void> {
    await this.#stockUp();
    this.startNodes();
    for (const tablet of this.tablets) await Promise.race([tablet.enrol(), this.settle(2_000)]);
    await this.settle(3_000);
  }

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-7000-8000-${this.#ids.toString(16).padStart(12, "0")}`;
  }

  /** Starts the nodes that do not run. */
  startNodes(): void {
    this.nodes = [0, 1].map((index) => {
      const running = this.nodes[index];
      if (running?.process.alive === true) return running;
      this.#nodesStarted += 1;
      return new Node(new Process(this.scheduler, `node ${this.#nodesStarted}`), this.cluster);
    });
  }

  stopNodes(): void {
    for (const { process } of this.nodes) process.kill();
  }

  /** The database as it was when it was dumped; the nodes come up on it and find out. */
  restore(dump: Dump): void {
    this.stopNodes();
    this.database.restore(dump, this.#life(), this.random.int(500, 5_000));
    this.#guard(() => this.checks.restored(this.tablets));
    // People keep files: what the dump does not have is imported again.
    for (const file of this.tablets.flatMap(({ files }) => files)) {
      if (file.done) carry(this, file, this.random.fork(`${file.tablet} again`));
      file.done = false;
    }
    this.startNodes();
  }

  /** One step, and what must hold after it. False when something did not. */
  async step(): Promise<boolean> {
    await this.scheduler.step();
    this.#look();
    return this.violation === null;
  }

  /** Lets so much virtual time go by. */
  async settle(milliseconds: number): Promise<void> {
    const until = this.scheduler.now + milliseconds;
    while (this.violation === null && (await this.scheduler.step(until))) this.#look();
    this.scheduler.skipTo(until);
  }

  /** Ends every fault and lets everything come together. Returns how long that took, in virtual milliseconds. */
  async heal(): Promise<number> {
    for (const tablet of this.tablets) {
      Object.assign(tablet.weather, fairWeather);
      tablet.disk.full = false;
    }
    this.cluster.knows.unknown = true;
    this.cluster.knows.poison = true;
    this.startNodes();
    for (const tablet of this.tablets) this.welcome(tablet);
    await this.settle(1_000);
    // A start asks again for what was put off.
    for (const tablet of this.tablets) tablet.startAgain();
    for (const tablet of this.tablets) {
      // One that could not be enrolled on a full disk is enrolled now.
      if (!tableOf(tablet.disk.tables, "meta").has("identity")) tablet.adopt(0).catch(() => undefined);
    }
    await this.settle(1_000);
    if (this.#updatesAtNight.chance(0.3)) await updateServerFirst(this, this.#updatesAtNight);
    const began = this.scheduler.now;
    let missing: string | null = "";
    while (this.violation === null && missing !== null && this.scheduler.now - began < 60_000) {
      // Again and again, as people do: while a scope is being fetched, looking through the rows is put off.
      for (const tablet of this.tablets) if (tablet.damages.length > 0) tablet.scrub();
      await this.settle(1_000);
      missing = null;
      for (const tablet of this.tablets) {
        const found = this.checks.converged(tablet);
        if (found !== null) missing ??= `${tablet.name}: ${found}`;
        if (tablet.files.some(({ done }) => !done)) missing ??= `a file of ${tablet.name} is not imported yet`;
      }
    }
    if (missing !== null) this.violated("S4", `not together after a minute; ${missing}`);
    for (const tablet of this.tablets) this.#guard(() => this.checks.chains.atRest(tablet));
    return this.scheduler.now - began;
  }

  /** An administrator takes a tablet's permission away. */
  revoke({ identity }: Tablet): void {
    this.#setRevoked(identity.deviceId, true, () => undefined);
  }

  /** The administrator stands in front of it and enrols it again, if it was revoked. */
  welcome(tablet: Tablet): void {
    this.#setRevoked(tablet.identity.deviceId, false, (device) => {
      // On a full disk it is not enrolled; the administrator tries again.
      tablet.adopt(Number(device["lastSequence"])).catch(() => undefined);
    });
  }

  /** A file was imported whole. */
  rescued(file: RescueFile): void {
    file.done = true;
    this.#guard(() => checkRescued(this, file));
  }

  /** A new tablet takes the place of one that is gone for ever. */
  enrolAnother(tablet: Tablet): void {
    // A dump from before knows nothing of it.
    this.kept = null;
    this.write(async (transaction) => {
      await transaction.write("device", tablet.identity.deviceId, newDevice(tablet));
      transaction.commit();
      tablet.enrol().catch(() => undefined);
    });
  }

  /** Commits something that the office or another system does; what cannot be done is not done. */
  write(work: (transaction: Transaction) => Promise<void>): void {
    const transaction = this.database.begin();
    work(transaction).then(
      () => transaction.isOpen && transaction.commit(),
      () => transaction.rollback(),
    );
  }

  #setRevoked(deviceId: string, revoked: boolean, then: (device: Stored) => void): void {
    this.write(async (transaction) => {
      await transaction.lock(`device ${deviceId}`);
      const device = transaction.read("device", deviceId);
      if (device === null || device["revoked"] === revoked) return;
      await transaction.write("device", deviceId, { ...device, revoked });
      transaction.commit();
      then(device);
    });
  }

  /** Resolves after a while, whoever is killed meanwhile. */
  pause(milliseconds: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      this.scheduler.after(milliseconds, label, resolve);
    });
  }

  violated(invariant: string, what: string): void {
    this.violation ??= new Violation(invariant, what);
  }

  #look(): void {
    for (const tablet of this.tablets) {
      if (tablet.disk.stuck) this.violated("S20", `${tablet.name} awaits something foreign inside a transaction`);
    }
    for (const tablet of this.#touched) this.#guard(() => this.checks.tablets.committed(tablet));
    this.#touched.clear();
    for (const tablet of this.tablets) this.#guard(() => this.checks.acknowledged(tablet));
  }

  #guard(check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violation ??= error;
    }
  }

  #life(): string {
    this.#lives += 1;
    return `life-${this.#lives}`;
  }

  #tablet(index: number, random: Random): Tablet {
    const identity: DeviceIdentity = {
      deviceId: this.newId(),
      deviceCode: `A${index + 1}`,
      organizationId: this.shop.organizationId,
      organizationName: "chain",
      storeId: random.pick(this.shop.stores),
      storeCode: "01",
    };
    const world = {
      scheduler: this.scheduler,
      newId: () => this.newId(),
      node: (luck: Random) => this.#nodeFor(luck),
      onCommit: (tablet: Tablet) => void this.#touched.add(tablet),
      onSent: (tablet: Tablet, scope: string) => this.#guard(() => checkSent(tablet, scope)),
      onBroken: (commands: readonly Command[], results: readonly CommandResult[]) =>
        this.#guard(() => this.checks.chains.pushedBroken(commands, results)),
      onViolation: (invariant: string, what: string) => this.violated(invariant, what),
    };
    return new Tablet(world, this.random.fork(identity.deviceCode), identity);
  }

  /** Requests go to any node that runs, as behind a proxy. */
  #nodeFor(random: Random): Node | null {
    const running = this.nodes.filter(({ process }) => process.alive);
    return running.length === 0 ? null : random.pick(running);
  }

  async #stockUp(): Promise<void> {
    const { versions } = this.cluster;
    const transaction = this.database.begin();
    for (const id of this.shop.products) await transaction.write("product", id, { id, price: 100, v: versions.next() });
    for (const store of this.shop.stores) {
      for (const product of this.shop.products) await moveStock(transaction, store, product, 1_000_000, versions);
    }
    for (const [index, id] of this.shop.operators.entries()) {
      const stores = this.shop.stores.slice(index % this.shop.stores.length);
      await transaction.write("operator", id, { id, name: `operator ${index}`, stores, v: versions.next() });
    }
    for (const tablet of this.tablets) {
      const { deviceId } = tablet.identity;
      await transaction.write("device", deviceId, newDevice(tablet));
    }
    transaction.commit();
  }
}
