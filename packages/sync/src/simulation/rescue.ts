import type { OutboxEntry } from "../client/local-schema.ts";
import { gatherRescue } from "../client/rescue.ts";
import type { Command } from "../protocol.ts";
import { limits } from "../protocol.ts";
import type { Node } from "./node.ts";
import type { Random } from "./random.ts";
import { tableOf } from "./tables.ts";
import type { Tablet } from "./tablet.ts";
import { Violation } from "./violation.ts";
import type { World } from "./world.ts";

/** A rescue file that somebody carries, and imports until each command of it is decided. What seals it is left out here. */
export class RescueFile {
  readonly tablet: string;
  readonly commands: readonly Command[];
  /** The server has decided all of it, in this life of the database. */
  done = false;
  readonly #ids: ReadonlySet<string>;

  constructor(tablet: string, commands: readonly Command[]) {
    this.tablet = tablet;
    this.commands = commands;
    this.#ids = new Set(commands.map(({ id }) => id));
  }

  has(commandId: string): boolean {
    return this.#ids.has(commandId);
  }
}

/** Writes what a dying tablet has into a file, now and then from its journal alone, and sends somebody on the way with it. */
export function writeRescueFile(world: World, tablet: Tablet, luck: Random): RescueFile {
  const outbox = [...tableOf(tablet.disk.tables, "outbox").values()] as OutboxEntry[];
  const entries = gatherRescue(luck.chance(0.4) ? [] : outbox, tablet.disk.journalEntries());
  const file = new RescueFile(
    tablet.name,
    entries.map(({ command }) => command),
  );
  tablet.files.push(file);
  carry(world, file, luck);
  return file;
}

/** Imports a file after a while, again and again until it is done; then perhaps once more, as people do. */
export function carry(world: World, file: RescueFile, luck: Random): void {
  world.scheduler.after(200 + luck.next() * 4_000, "somebody imports a rescue file", () => {
    const node = world.nodes.find(({ process }) => process.alive);
    const deliver = node === undefined ? Promise.resolve(false) : importFile(node, file);
    const again = luck.chance(0.3);
    let over = false;
    const next = (done: boolean) => {
      if (over) return;
      over = true;
      if (!done || again) carry(world, file, luck);
      if (done) world.rescued(file);
    };
    deliver.then(next, () => next(false));
    // A node that is killed never answers.
    world.scheduler.after(5_000, "somebody waits no longer", () => next(false));
  });
}

/** True when nothing of it was put off. */
async function importFile(node: Node, { commands }: RescueFile): Promise<boolean> {
  let done = true;
  for (const [deviceId, own] of Map.groupBy(commands, (command) => command.deviceId)) {
    for (let from = 0; from < own.length; from += limits.pushBatch) {
      const { results } = await node.push(deviceId, own.slice(from, from + limits.pushBatch), [], null, "rescue-file");
      done &&= results.every(({ outcome }) => outcome !== "later");
    }
  }
  return done;
}

/** S25: what was imported is decided. */
export function checkRescued({ checks }: World, { tablet, commands }: RescueFile): void {
  checks.counts.add("S25");
  for (const { id, sequence } of commands) {
    if (checks.ledger.decision(id) !== undefined) continue;
    throw new Violation("S25", `command ${sequence} was in a file of ${tablet} that was imported, and is not decided`);
  }
}

/** The tablet is gone for ever, with all that it held; another one takes its place. */
export function replaceTablet(world: World, tablet: Tablet): void {
  tablet.killAll();
  tablet.disk.loseEverything();
  tablet.damages = [];
  tablet.weather.broken = 0;
  tablet.newest = 0;
  // What is in no file was delivered long ago: nobody can send that again.
  for (const id of tablet.delivered.keys()) if (!tablet.files.some((file) => file.has(id))) tablet.delivered.delete(id);
  for (const id of tablet.undone.keys()) if (!tablet.files.some((file) => file.has(id))) tablet.undone.delete(id);
  world.checks.tablets.databaseLost(tablet);
  tablet.identity = { ...tablet.identity, deviceId: world.newId() };
  world.enrolAnother(tablet);
}
