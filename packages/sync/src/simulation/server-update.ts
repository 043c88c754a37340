import type { OutboxEntry } from "../client/local-schema.ts";
import { sell } from "./perform.ts";
import type { Random } from "./random.ts";
import { tableOf } from "./tables.ts";
import type { Tablet } from "./tablet.ts";
import type { World } from "./world.ts";
import { shopSchema } from "./shop.ts";

/** Virtual time that tablets get to deliver what waits. */
const patience = 60_000;

/** From now on tablets have an app that is newer than the server: some of what they send is not known there yet. */
export function outdateServer({ cluster }: World): void {
  cluster.knows.unknown = false;
  cluster.knows.poison = false;
}

/**
 * The server comes up with other tables than the apps have. They may not read its rows, and everything that waits is
 * delivered all the same (S24); then the apps follow.
 */
export async function updateServerFirst(world: World, luck: Random): Promise<void> {
  start(world, "shop-2");
  // Long enough to be told, and the shop is open.
  await world.settle(5_000);
  for (const tablet of world.tablets) sell(world, tablet, luck, "sale");
  await world.settle(1_000);
  const until = world.scheduler.now + patience;
  let left = waiting(world);
  while (world.violation === null && left !== null && world.scheduler.now < until) {
    await world.settle(1_000);
    left = waiting(world);
  }
  world.checks.counts.add("S24");
  if (left !== null) world.violated("S24", `the server was updated before the apps, and ${left}`);
  start(world, shopSchema.version);
  // People can work again before anything else is done with the tablets.
  await world.settle(1_000);
}

/** A release comes up with an empty memory and finds what the one before has built. */
function start(world: World, tables: string): void {
  world.stopNodes();
  world.cluster.tables = tables;
  world.startNodes();
  for (const tablet of world.tablets) tablet.startAgain();
}

function waiting({ tablets }: World): string | null {
  return tablets.map(waitingOn).find((found) => found !== null) ?? null;
}

function waitingOn({ name, disk }: Tablet): string | null {
  const entries = [...tableOf(disk.tables, "outbox").values()] as OutboxEntry[];
  const waits = entries.find(({ status }) => status === "queued" || status === "later");
  return waits === undefined ? null : `command ${waits.sequence} of ${name} is still ${waits.status}`;
}
