import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../fault.ts";

/**
 * Every other round dies within a tenth of a second of the tap that ends a sale, where the writes are; the others at any
 * moment of selling.
 */
export const tabletKilled: Fault = {
  name: "tablet-killed",
  breaks: "Every process of Chromium is killed with SIGKILL while somebody sells; it starts again on the same profile.",
  rounds: { full: 200, share: 0 },
  strike: async (shop, round) => {
    const counter = await shop.counter();
    await counter.sell();
    if (round % 2 === 0) {
      await counter.finishSale();
      await sleep(Math.random() * 100);
    } else {
      // It is cut short: what it says then is the browser's end.
      const selling = counter.sell().catch(() => undefined);
      await sleep(Math.random() * 1500);
      await counter.tablet().kill();
      await selling;
    }
    await counter.reopen();
  },
};
