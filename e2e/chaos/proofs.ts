import { checkServer } from "./checks.ts";
import type { PointName } from "./points.ts";
import { checkRefused, settle } from "./settle.ts";
import { openShop, type Shop } from "./shop.ts";
import type { Invariant, Violation } from "./violation.ts";

/** Something wrong that is done on purpose, and the check that must see it. */
interface Proof {
  readonly name: string;
  readonly invariant: Invariant;
  readonly break: (shop: Shop) => Promise<void>;
}

/** A server that does this at one commit. */
const wrongServer = (point: PointName, invariant: Invariant): Proof => ({
  name: point,
  invariant,
  break: async (shop) => {
    shop.arm(point);
    await shop.tablets[0]?.sell(1);
    await shop.reached();
  },
});

const proofs: readonly Proof[] = [
  wrongServer("takes-a-cent", "I3"),
  wrongServer("moves-stock-twice", "I2"),
  wrongServer("loses-count-of-stock", "I4"),
  wrongServer("tells-nobody", "I5"),
  wrongServer("forgets-sales", "I1"),
  {
    name: "refuses-a-good-command",
    invariant: "I9",
    // Spoilt, and nobody told the ledger.
    break: async ({ tablets }) => {
      const [, tablet] = tablets;
      if (tablet === undefined) return;
      tablet.core().network.down = true;
      const [id = ""] = await tablet.sell(1);
      await tablet.core().db.table("outbox").update(id, { "command.args.total": 1 });
      tablet.core().network.down = false;
      tablet.core().engine.wake();
    },
  },
  {
    name: "never-heals",
    invariant: "I8",
    break: async ({ tablets }) => {
      const [tablet] = tablets;
      if (tablet === undefined) return;
      tablet.core().network.down = true;
      await tablet.sell(1);
    },
  },
];

/** What one proof came to. */
export interface Proven {
  readonly name: string;
  readonly invariant: Invariant;
  /** What the checks said of it that they had not said before. */
  readonly found: readonly Violation[];
}

/** How long a shop that will not come to rest is waited for, in milliseconds. */
const patience = 4_000;

/** Breaks one thing after the other in one shop, and asks each time what the checks see that they did not see before. */
export async function prove(): Promise<Proven[]> {
  const shop = await openShop();
  const known = new Set<string>();
  const proven: Proven[] = [];
  try {
    if ((await settle(shop)).length > 0) throw new Error("the shop did not come to rest before anything was broken");
    for (const { name, invariant, break: breakIt } of proofs) {
      await breakIt(shop);
      const all = [...(await settle(shop, patience)), ...(await checkServer(shop)), ...(await checkRefused(shop))];
      const found = all.filter(({ what }) => !known.has(what));
      for (const { what } of found) known.add(what);
      proven.push({ name, invariant, found });
    }
    return proven;
  } finally {
    await shop.close();
  }
}

/** Whether the check of the invariant saw it. */
export const isSeen = ({ invariant, found }: Proven): boolean => found.some((one) => one.invariant === invariant);
