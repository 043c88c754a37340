import { setTimeout as sleep } from "node:timers/promises";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect } from "playwright/test";
import { comeIn, finish } from "../../src/counter.ts";
import type { Counter } from "../counter.ts";
import { DidNotStrike, type Fault } from "../fault.ts";
import type { Shop } from "../shop.ts";
import { sellEverywhere } from "./server-killed.ts";

/** What the screen says above everything while the tablet cannot write. */
const trouble = "Este tablet não está gravando";

/** Sells until the screen says that the tablet does not keep anything; the disk is filled again before each sale. */
async function sellUntilRefused(counter: Counter, fill: () => void): Promise<void> {
  const { page } = counter.tablet();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    fill();
    // Wherever it comes to a stop: at the scan, at the payment or at its end.
    const sold = counter.finishSale().catch(() => undefined);
    const told = page.getByText(trouble).waitFor({ timeout: 60_000 });
    const kept = page.getByRole("heading", { name: "Venda finalizada" }).waitFor({ timeout: 60_000 });
    const refused = await Promise.any([told.then(() => true), kept.then(() => false)]);
    await sold;
    if (refused) return;
    await counter.next();
  }
  throw new DidNotStrike("twenty sales were kept on a full disk");
}

/** Finishes what the full disk has stopped, as the screen says, and one more. */
async function goOn(counter: Counter): Promise<void> {
  const { page } = counter.tablet();
  await expect(page.getByText(trouble)).toBeHidden({ timeout: 60_000 });
  const pin = page.getByRole("heading", { name: "Quem está no balcão?" });
  const pay = page.getByRole("button", { name: /^Pagar/ });
  const end = page.getByRole("button", { name: "Finalizar venda" });
  const done = page.getByRole("button", { name: "Nova venda" });
  await expect(pin.or(pay).or(end).or(done).first()).toBeVisible();
  // Chromium may have emptied the database: the page has rebuilt it and asks who is there.
  if (await pin.isVisible()) await comeIn(page, /cashier 1/, testPin);
  await expect(pay.or(end).or(done).first()).toBeVisible();
  if (await end.isVisible()) await finish(page);
  else if (await pay.isVisible()) await counter.finishSale();
  await counter.next();
  await counter.sell();
}

/** The tablet's disk is full while somebody sells. */
export const browserDiskFull: Fault = {
  name: "browser-disk-full",
  breaks: "The disk with Chromium's profile has no byte left while somebody sells; then it has room again.",
  rounds: { full: 20, share: 0 },
  smallDisk: "browser",
  strike: async (shop) => {
    const counter = await shop.counter();
    await counter.sell();
    const { disk } = shop;
    if (disk === null) throw new DidNotStrike("the profile is on no small disk");
    await sellUntilRefused(counter, disk.fill);
    disk.free();
    // The page opens its database anew, or is loaded anew, within a second or two.
    await sleep(4_000);
    await goOn(counter);
  },
};

/** The server's disk is full while tablets send. */
export const serverDiskFull: Fault = {
  name: "server-disk-full",
  breaks: "The disk with the database has no byte left while tablets sell and send; then it has room again.",
  rounds: { full: 20, share: 0 },
  smallDisk: "server",
  strike: async (shop) => {
    const { disk } = shop;
    if (disk === null) throw new DidNotStrike("the database is on no small disk");
    await sellEverywhere(shop, 3);
    await sellUntilHeldUp(shop, disk.fill);
    disk.free();
    await sellEverywhere(shop, 2);
  },
};

const waits: ReadonlySet<string> = new Set(["queued", "later"]);

/** Sells until nothing that a tablet sends is taken any more for two seconds. */
async function sellUntilHeldUp(shop: Shop, fill: () => void): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    fill();
    await sellEverywhere(shop, 20);
    await sleep(2_000);
    const outboxes = await Promise.all(shop.tablets.map((tablet) => tablet.outbox()));
    if (outboxes.every((outbox) => outbox.filter(({ status }) => waits.has(status)).length >= 20)) return;
  }
  throw new DidNotStrike("eight hundred sales were taken on a full disk");
}
