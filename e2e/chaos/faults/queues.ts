import { setTimeout as sleep } from "node:timers/promises";
import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import { DidNotStrike, type Fault } from "../fault.ts";
import type { ShopTablet } from "../shop-tablet.ts";
import type { Shop } from "../shop.ts";

/** A tablet of the shop loses its network. */
function cutOff({ tablets }: Shop): { tablet: ShopTablet; others: readonly ShopTablet[] } {
  const [tablet, ...others] = tablets;
  if (tablet === undefined) throw new Error("the shop has no tablet");
  tablet.core().network.down = true;
  tablet.core().network.cutSockets();
  return { tablet, others };
}

function connect(tablet: ShopTablet): void {
  tablet.core().network.down = false;
  tablet.core().engine.wake();
}

const queued = async (tablet: ShopTablet) =>
  (await tablet.outbox()).filter(({ status }) => status === "queued" || status === "later").map(({ id }) => id);

/** The server refuses the device in the middle of its queue, and welcomes it again. */
export const sessionExpired: Fault = {
  name: "session-expired",
  breaks:
    "The server revokes a device after the first of three pushes of its queue; the rest stays, and goes when it is welcome again.",
  rounds: { full: 50, share: 1 },
  strike: async (shop) => {
    const { tablet } = cutOff(shop);
    const made = await tablet.sell(240);
    const { network, engine, states } = tablet.core();
    const device = "UPDATE device SET revoked_at = $1 WHERE id = (SELECT device_id FROM command_receipt WHERE id = $2)";
    const answered = new Promise<void>((resolve) => {
      network.onPushed = () => {
        network.onPushed = () => undefined;
        network.down = true;
        resolve();
      };
    });
    connect(tablet);
    await answered;
    await shop.owner.query(device, [new Date(), made[0]]);
    connect(tablet);
    for (let waited = 0; states.at(-1) !== "signed-out"; waited += 10) {
      if (waited > 20_000) throw new DidNotStrike(`the device was not refused: ${states.slice(-3).join(", ")}`);
      await sleep(10);
    }
    const left = await queued(tablet);
    if (left.length === 0) throw new DidNotStrike("the queue was empty before the device was refused");
    await tablet.sell(3);
    if ((await queued(tablet)).length !== left.length + 3)
      throw new Error("a refused device lost commands of its queue");
    await shop.owner.query(device, [null, made[0]]);
    // The server keeps a refusal in mind for some seconds. A tablet asks again within minutes; here somebody helps.
    for (let asked = 0; asked < 20 && states.at(-1) === "signed-out"; asked += 1) {
      await engine.restart();
      await sleep(1_000);
    }
  },
};

/** The drawer changes hands before the queue is sent. */
export const operatorChanged: Fault = {
  name: "operator-changed",
  breaks: "Two operators take turns on a tablet without a network; the sales of both wait in one queue.",
  rounds: { full: 100, share: 1 },
  strike: async (shop) => {
    const { tablet } = cutOff(shop);
    for (const operator of [0, 1, 0, 1]) await tablet.sell(4, operator);
    connect(tablet);
  },
};

const day = 86_400_000;

/** Nothing but labels rests on a tablet's clock. */
export const clockWrong: Fault = {
  name: "clock-wrong",
  breaks: "The tablets' clocks jump by up to 400 days, forwards and back, while they sell.",
  rounds: { full: 200, share: 1 },
  strike: async ({ tablets }) => {
    await Promise.all(
      tablets.map(async (tablet) => {
        for (let jump = 0; jump < 3; jump += 1) {
          tablet.skew = (Math.random() * 2 - 1) * 400 * day;
          await tablet.sell(2);
        }
      }),
    );
  },
};

/** Spoils a command in the outbox. The engine may be about to seal it, and write over that what it read before. */
async function spoil(tablet: ShopTablet, id: string): Promise<void> {
  const outbox = tablet.core().db.table<OutboxEntry, string>("outbox");
  const isSpoilt = async () => {
    const args = (await outbox.get(id))?.command.args as { readonly total?: number } | undefined;
    return args?.total === 1;
  };
  do {
    await outbox.update(id, { "command.args.total": 1 });
    await sleep(500);
  } while (!(await isSpoilt()));
}

/** One command that the server must refuse, among a hundred. */
export const commandSpoilt: Fault = {
  name: "command-spoilt",
  breaks: "One of a hundred waiting commands is spoilt: ninety-nine arrive, and one is refused where people see it.",
  rounds: { full: 100, share: 1 },
  strike: async (shop) => {
    const { tablet } = cutOff(shop);
    const made = await tablet.sell(100);
    const id = made[Math.floor(Math.random() * made.length)] ?? "";
    await spoil(tablet, id);
    shop.ledger.spoilt.add(id);
    connect(tablet);
  },
};

/** A month without a network. */
export const monthAway: Fault = {
  name: "month-away",
  breaks: "A tablet comes back with 10,000 sales in its queue and goes on selling while they drain, as do the others.",
  rounds: { full: 3, share: 0 },
  limit: 600_000,
  strike: async (shop) => {
    const { tablet, others } = cutOff(shop);
    await tablet.sell(10_000);
    connect(tablet);
    for (let burst = 0; burst < 20; burst += 1) {
      await Promise.all([tablet, ...others].map((one) => one.sell(2)));
      await sleep(100);
    }
  },
};
