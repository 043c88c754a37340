import { setTimeout as sleep } from "node:timers/promises";
import { DidNotStrike, type Fault } from "../fault.ts";
import { fillOutbox } from "../fill-outbox.ts";
import { serviceWorkerTools } from "../../src/service-worker.ts";
import type { Shop } from "../shop.ts";

/** Waits until `count` more pushes have begun than `before`. */
export async function pushBegins({ network }: Shop, before: number): Promise<void> {
  for (let waited = 0; network.pushes.begun <= before; waited += 2) {
    if (waited > 20_000) throw new DidNotStrike("no push began");
    await sleep(2);
  }
}

/** The browser may stop a service worker at any time. */
export const workerStopped: Fault = {
  name: "worker-stopped",
  breaks: "The service worker drains 300 sales with no page open, and the browser stops it in the middle of a push.",
  rounds: { full: 30, share: 0 },
  strike: async (shop) => {
    const counter = await shop.counter();
    const { page } = counter.tablet();
    await shop.network.cut();
    await fillOutbox(page, shop, 300);
    const worker = await serviceWorkerTools(page, shop.network.origin);
    await page.goto("about:blank");
    await shop.network.heal();
    const before = shop.network.pushes.begun;
    await worker.dispatchSync();
    await pushBegins(shop, before);
    await sleep(Math.random() * 40);
    await worker.stop();
    await worker.detach();
    await counter.comeBack();
  },
};

/** Pages and a worker that all could push, and one that may. */
export const twoTabs: Fault = {
  name: "two-tabs-and-a-worker",
  breaks:
    "Two tabs and the service worker of one browser find 1,000 waiting sales at once; one of them may push at a time.",
  rounds: { full: 10, share: 0 },
  strike: async (shop) => {
    const counter = await shop.counter();
    const { page, context } = counter.tablet();
    const second = await context.newPage();
    await second.goto(shop.network.origin);
    await shop.network.cut();
    await fillOutbox(page, shop, 1000);
    const worker = await serviceWorkerTools(page, shop.network.origin);
    const { pushes } = shop.network;
    pushes.mostAtOnce = pushes.underWay;
    const before = pushes.begun;
    await shop.network.heal();
    await worker.dispatchSync();
    await Promise.all([page.reload(), second.reload()]);
    await worker.dispatchSync();
    await pushBegins(shop, before);
    await worker.detach();
    await counter.comeBack();
    await second.close();
    if (pushes.mostAtOnce > 1) throw new Error(`${pushes.mostAtOnce} pushes of one browser were under way at once`);
  },
};
