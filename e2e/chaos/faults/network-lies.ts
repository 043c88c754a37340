import { expect } from "playwright/test";
import { syncState } from "../../src/counter.ts";
import type { Fault } from "../fault.ts";
import { sellEverywhere } from "./server-killed.ts";

/** The push took effect, and the tablet never hears of it. */
export const answerLost: Fault = {
  name: "answer-lost",
  breaks: "A proxy lets a push through to the server, swallows the answer and breaks the connection.",
  rounds: { full: 200, share: 2 },
  strike: async (shop) => {
    const lost = shop.network.loseAnswer();
    await sellEverywhere(shop, 3);
    await lost;
  },
};

/** The socket is open and nothing comes through: only a heartbeat can tell. */
export const socketHalfOpen: Fault = {
  name: "socket-half-open",
  breaks:
    "A proxy forwards nothing more on open WebSockets and keeps them open; the heartbeat must notice, and polling takes over.",
  rounds: { full: 20, share: 0 },
  strike: async (shop) => {
    const counter = await shop.counter();
    const { page } = counter.tablet();
    await expect(syncState(page)).toContainText("Ao vivo", { timeout: 60_000 });
    shop.network.muteSockets();
    const [other] = shop.tablets;
    await other?.sell(2);
    await counter.sell();
    await expect(syncState(page)).not.toContainText("Ao vivo", { timeout: 90_000 });
    // What others sold comes by polling while the sockets are silent.
    const due = shop.ledger.sales.at(-1)?.saleId;
    await expect
      .poll(async () => (await counter.rows("sale")).some(({ id }) => id === due), { timeout: 60_000 })
      .toBe(true);
    shop.network.allowSockets();
    await expect(syncState(page)).toContainText("Ao vivo", { timeout: 90_000 });
  },
};
