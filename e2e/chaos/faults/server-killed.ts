import type { Fault } from "../fault.ts";
import type { PointName } from "../points.ts";
import type { Shop } from "../shop.ts";

/** Sells on every tablet at once. */
export function sellEverywhere({ tablets }: Shop, count: number): Promise<unknown> {
  return Promise.all(tablets.map((tablet) => tablet.sell(count)));
}

const killedAt = (point: PointName) => async (shop: Shop) => {
  shop.arm(point);
  await sellEverywhere(shop, 5);
  await shop.reached();
  await shop.product.ended();
  await sellEverywhere(shop, 2);
  await shop.product.restart("SIGKILL");
};

/** The server dies with a push decided and not committed. */
export const serverKilledBeforeCommit: Fault = {
  name: "server-killed-before-commit",
  breaks: "The server kills itself with SIGKILL when a push comes to its COMMIT, before it is sent; it starts again.",
  rounds: { full: 100, share: 1 },
  strike: killedAt("dies-before-commit"),
};

/** The server dies with a push committed and not answered. */
export const serverKilledAfterCommit: Fault = {
  name: "server-killed-after-commit",
  breaks:
    "The server kills itself with SIGKILL when PostgreSQL has answered the COMMIT of a push, before the tablet is answered.",
  rounds: { full: 100, share: 1 },
  strike: killedAt("dies-after-commit"),
};
