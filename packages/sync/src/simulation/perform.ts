import { journalLimits } from "./disk.ts";
import type { Tablet } from "./tablet.ts";
import type { Action } from "./plan.ts";
import type { Random } from "./random.ts";
import { type Deed, draftOf, moveStock, type SaleLine } from "./shop.ts";
import { fairWeather } from "./network.ts";
import { replaceTablet, writeRescueFile } from "./rescue.ts";
import type { World } from "./world.ts";

/** Does one thing of the plan to the world. False when it could not be done now. */
export function perform(world: World, { deed, luck }: Action): boolean {
  const tablet = luck.pick(world.tablets);
  switch (deed) {
    case "sell":
      return sell(world, tablet, luck, "sale");
    case "sell many": {
      const times = luck.int(2, 9);
      let sold = false;
      for (let n = 0; n < times; n += 1) sold = sell(world, tablet, luck, "sale") || sold;
      return sold;
    }
    case "sell wrongly":
      return sell(world, tablet, luck, "wrong");
    case "sell what the server does not know":
      return sell(world, tablet, luck, "unknown");
    case "sell what makes the server fail":
      return sell(world, tablet, luck, "poison");
    case "look":
      tablet.look();
      return true;
    case "hide or show":
      tablet.visible = !tablet.visible;
      return true;
    case "open a page":
      if (tablet.open >= 2) return false;
      tablet.openPage();
      return true;
    case "background sync":
      tablet.backgroundSync();
      return true;
    case "periodic sync":
      tablet.periodicSync();
      return true;
    case "change prices":
      return changePrices(world, luck, 20);
    case "change prices slowly":
      return changePrices(world, luck, 6_000);
    case "count stock":
      return countStock(world, luck);
    case "move an operator":
      return moveOperator(world, luck);
    case "retire sales":
      return retireSales(world, luck);
    case "purge tombstones":
      // Kept for far longer than nodes take to look at the feed, as in life.
      return world.database.purge(world.scheduler.now - 3_000) > 0;
    case "update the server":
      world.cluster.knows.unknown = true;
      world.cluster.knows.poison = true;
      return true;
    case "kill a process":
      return tablet.killOne();
    case "kill the browser":
      return die(world, tablet, luck);
    case "lose the database":
      return loseDatabase(world, tablet);
    case "damage a row":
      return tablet.damage(luck);
    case "look through the rows":
      tablet.scrub();
      return true;
    case "network down":
      return during(
        world,
        luck,
        20_000,
        () => (tablet.weather.down = true),
        () => (tablet.weather.down = false),
      );
    case "network bad":
      return during(
        world,
        luck,
        15_000,
        () => Object.assign(tablet.weather, { lost: 0.2, answerLost: 0.3, doubled: 0.2, delay: 3_000 }),
        () => {
          const { lost, answerLost, doubled, delay } = fairWeather;
          Object.assign(tablet.weather, { lost, answerLost, doubled, delay });
        },
      );
    case "seals broken on the way":
      world.checks.chains.tampered.add(tablet.identity.deviceId);
      return during(
        world,
        luck,
        15_000,
        () => (tablet.weather.broken = 0.3),
        () => (tablet.weather.broken = 0),
      );
    case "sockets blocked":
      return during(
        world,
        luck,
        20_000,
        () => (tablet.weather.socketsBlocked = true),
        () => (tablet.weather.socketsBlocked = false),
      );
    case "kill a node":
      luck.pick(world.nodes).process.kill();
      world.scheduler.after(luck.next() * 4_000, "nodes start again", () => world.startNodes());
      return true;
    case "lose connections":
      luck.pick(world.nodes).loseConnections();
      return true;
    case "revoke or welcome":
      world.revoke(tablet);
      world.scheduler.after(luck.next() * 8_000, `${tablet.name} is welcome again`, () => world.welcome(tablet));
      return true;
    case "clock wrong":
      tablet.skew = (luck.next() - 0.5) * 2 * 400 * 24 * 3_600_000;
      return true;
    case "disk full":
      return during(
        world,
        luck,
        4_000,
        () => (tablet.disk.full = true),
        () => (tablet.disk.full = false),
      );
    case "restore a dump":
      return restore(world);
  }
}

/** Begins something now and ends it after a while. */
function during(world: World, luck: Random, longest: number, begin: () => void, end: () => void): true {
  begin();
  world.scheduler.after(luck.next() * longest, "a trouble ends", end);
  return true;
}

/** A person sells something, if a page is open to do it on. */
export function sell(world: World, tablet: Tablet, luck: Random, deed: Deed): boolean {
  if (tablet.ready.length === 0) return false;
  const lines = Array.from({ length: luck.int(1, 4) }, (): SaleLine => {
    const quantity = luck.int(1, 5) * 1000;
    return { product: luck.pick(world.shop.products), quantity, amount: luck.int(1, 10_000) };
  });
  // A product stands on one line.
  const once = [...new Map(lines.map((line) => [line.product, line])).values()];
  tablet.submit(draftOf(deed, world.newId(), once, luck.pick(world.shop.operators)));
  return true;
}

function changePrices(world: World, luck: Random, longest: number): boolean {
  const { versions } = world.cluster;
  const changed = world.shop.products.filter(() => luck.chance(0.4));
  const abandon = luck.chance(0.15);
  world.write(async (transaction) => {
    for (const id of changed) {
      await transaction.write("product", id, { id, price: luck.int(1, 1_000), v: versions.next() });
      await world.pause((luck.next() * longest) / changed.length, "changes a price");
    }
    if (abandon) transaction.rollback();
  });
  return changed.length > 0;
}

function countStock(world: World, luck: Random): boolean {
  const store = luck.pick(world.shop.stores);
  const counted = world.shop.products.filter(() => luck.chance(0.4)).map((id) => [id, luck.int(-5, 6) * 1000] as const);
  world.write(async (transaction) => {
    await transaction.lock(`store ${store}`);
    for (const [id, quantity] of counted) await moveStock(transaction, store, id, quantity, world.cluster.versions);
    await world.pause(luck.next() * 20, "counts stock");
  });
  return counted.length > 0;
}

function moveOperator(world: World, luck: Random): boolean {
  const id = luck.pick(world.shop.operators);
  const stores = world.shop.stores.filter(() => luck.chance(0.5));
  world.write(async (transaction) => {
    await transaction.lock(`operator ${id}`);
    const operator = transaction.read("operator", id);
    await transaction.write("operator", id, { ...operator, id, stores, v: world.cluster.versions.next() });
    await world.pause(luck.next() * 20, "moves an operator");
  });
  return true;
}

/** Takes the oldest sales off the devices of a store. */
function retireSales(world: World, luck: Random): boolean {
  const store = luck.pick(world.shop.stores);
  const shown = [...world.database.feedOf(store)].filter(({ table, deleted }) => table === "sale" && !deleted);
  const old = shown.slice(0, Math.max(0, shown.length - luck.int(0, 8))).map(({ rowId }) => rowId);
  if (old.length === 0) return false;
  world.write(async (transaction) => {
    for (const id of old) world.checks.ledger.retired.add(id);
    world.database.retire(
      transaction,
      old.map((id) => ({ table: "sale", id })),
    );
  });
  return true;
}

/** A power cut; now and then the last one, before which somebody has taken what there was. */
function die(world: World, tablet: Tablet, luck: Random): boolean {
  const fate = luck.fork("fate");
  if (!fate.chance(0.2)) return tablet.killAll();
  writeRescueFile(world, tablet, fate);
  if (fate.chance(0.5)) replaceTablet(world, tablet);
  else tablet.killAll();
  return true;
}

function loseDatabase(world: World, tablet: Tablet): boolean {
  tablet.killAll();
  tablet.disk.loseDatabase();
  tablet.damages = [];
  world.checks.tablets.databaseLost(tablet);
  world.checks.chains.databaseLost(tablet.identity.deviceId);
  return true;
}

/** Goes back to the last dump, unless a tablet has delivered so much since that its journal may drop it; then dumps anew. */
function restore(world: World): boolean {
  const { kept } = world;
  const since = world.tablets.map((tablet) => tablet.delivered.size - (kept?.delivered.get(tablet) ?? 0));
  const open = world.tablets.some(({ undone }) => undone.size > 0);
  if (kept !== null && !open && Math.max(...since) <= journalLimits.keep / 4) {
    world.restore(kept.dump);
    world.kept = null;
    return true;
  }
  for (const tablet of world.tablets) tablet.dropFiles((id) => world.checks.ledger.decision(id) !== undefined);
  const delivered = new Map(world.tablets.map((tablet) => [tablet, tablet.delivered.size]));
  world.kept = { dump: world.database.dump(), delivered };
  return false;
}
