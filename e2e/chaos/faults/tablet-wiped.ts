import type { Fault } from "../fault.ts";

/** The core loses its database and nothing else. */
export const databaseWiped: Fault = {
  name: "database-wiped",
  breaks:
    "A tablet without a network loses its whole database; the journal beside it is left, and it is rebuilt from that.",
  rounds: { full: 200, share: 2 },
  strike: async ({ tablets }) => {
    const [tablet, ...others] = tablets;
    if (tablet === undefined) return;
    tablet.core().network.down = true;
    tablet.core().network.cutSockets();
    await tablet.sell(5);
    await Promise.all(others.map((other) => other.sell(2)));
    await tablet.reborn("journal");
    await tablet.sell(2);
  },
};

/** The same in a real browser: LevelDB's recovery from a torn log deletes every database of the origin. */
export const browserWiped: Fault = {
  name: "browser-wiped",
  breaks: "Chromium is killed without a network and loses every IndexedDB database from its disk; it starts again.",
  rounds: { full: 30, share: 0 },
  strike: async (shop) => {
    const counter = await shop.counter();
    await shop.network.cut();
    await counter.sell();
    await counter.reopen((tablet) => tablet.loseDatabases());
    await counter.sell();
    await shop.network.heal();
  },
};
