import { setTimeout as sleep } from "node:timers/promises";
import { DidNotStrike, type Fault } from "../fault.ts";
import type { Shop } from "../shop.ts";
import { sellEverywhere } from "./server-killed.ts";

/** The server's backends that are in a transaction which has taken a store's lock or written: the pushes. */
const pushing = `FROM pg_stat_activity WHERE application_name = 'balcao' AND xact_start IS NOT NULL
  AND query NOT LIKE '%READ ONLY%' AND pid <> pg_backend_pid()`;

/** Sells while `hit` is tried again and again, until it has hit something. */
async function hitWhileSelling(shop: Shop, hit: () => Promise<boolean>): Promise<void> {
  let selling = true;
  const hitting = (async () => {
    let struck = false;
    while (selling && !struck) struck = await hit();
    return struck;
  })();
  for (let burst = 0; burst < 40; burst += 1) {
    await sellEverywhere(shop, 2);
    const struck = await Promise.race([hitting, sleep(20)]);
    if (struck === true) return;
  }
  selling = false;
  if (!(await hitting)) throw new DidNotStrike("no push was met in forty bursts of sales");
}

/** PostgreSQL ends the connection of a push. */
export const connectionTerminated: Fault = {
  name: "connection-terminated",
  breaks: "pg_terminate_backend ends the connections of pushes in the middle of their transaction.",
  rounds: { full: 100, share: 2 },
  strike: (shop) =>
    hitWhileSelling(
      shop,
      async () => (await shop.owner.query(`SELECT pg_terminate_backend(pid) ${pushing}`)).rowCount !== 0,
    ),
};

/** The connection breaks while COMMIT is on its way. */
export const connectionLostAtCommit: Fault = {
  name: "connection-lost-at-commit",
  breaks: "COMMIT of a push goes out and the connection to PostgreSQL breaks: nobody knows whether it took effect.",
  rounds: { full: 100, share: 2 },
  strike: async (shop) => {
    shop.arm("loses-connection-at-commit");
    await sellEverywhere(shop, 5);
    await shop.reached();
  },
};

/** A backend dies, and PostgreSQL restarts the whole cluster. */
export const backendKilled: Fault = {
  name: "backend-killed",
  breaks:
    "A backend of PostgreSQL is killed with SIGKILL during a push: the cluster ends every connection and recovers from its log.",
  rounds: { full: 20, share: 1 },
  strike: async (shop) => {
    await hitWhileSelling(shop, async () => {
      const { rows } = await shop.owner.query<{ pid: number }>(`SELECT pid ${pushing} LIMIT 1`);
      const [backend] = rows;
      if (backend === undefined) return false;
      process.kill(backend.pid, "SIGKILL");
      return true;
    });
    await answering(shop);
  },
};

/** Waits until the database takes connections again. */
async function answering({ owner }: Shop): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await owner.query("SELECT 1").catch(() => null);
    if (answer !== null) return;
    await sleep(50);
  }
  throw new Error("PostgreSQL did not come back within half a minute");
}
