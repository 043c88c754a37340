import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serverRows } from "@balcao/api/testing/server-rows";
import { syncedTableNames } from "@balcao/shared/sync/tables";
import { canonical } from "@balcao/sync/canonical";
import type { Json } from "@balcao/sync/protocol";
import type { Shop } from "./shop.ts";
import type { ShopTablet } from "./shop-tablet.ts";
import type { Violation } from "./violation.ts";

/** How long everything may take to come together once the last fault has healed, in milliseconds. */
export const settleLimit = 60_000;

const hash = (rows: readonly Record<string, unknown>[]) =>
  createHash("sha256")
    .update(canonical(rows as unknown as Json))
    .digest("hex");

/** Waits until every outbox is empty and every tablet holds the server's rows, by hash. What is not so in time is told. */
export async function settle(shop: Shop, limit: number = settleLimit): Promise<Violation[]> {
  const until = performance.now() + limit;
  for (;;) {
    const open = await unsettled(shop).catch((error: unknown): Violation[] => [
      { invariant: "I8", what: String(error) },
    ]);
    if (open.length === 0 || performance.now() > until) return open;
    await sleep(25);
  }
}

/** What keeps the shop from being at rest; asks for rows only when nothing waits any more. */
async function unsettled(shop: Shop): Promise<Violation[]> {
  const waiting = (await Promise.all(shop.tablets.map(waitingOn))).flat();
  if (waiting.length > 0) return waiting;
  return (await Promise.all(shop.tablets.map((tablet) => differing(shop, tablet)))).flat();
}

async function waitingOn(tablet: ShopTablet): Promise<Violation[]> {
  const { db, engine } = tablet.core();
  const open = await countOpen(tablet);
  const pending = (await db.table("pending").count()) + (await db.table("base").count());
  if (open === 0 && pending === 0) return [];
  const what = `${open} commands wait and ${pending} effects are pending on a tablet that is ${engine.status.connectivity}`;
  return [{ invariant: "I8", what }];
}

async function countOpen(tablet: ShopTablet): Promise<number> {
  return (await tablet.core().outbox()).filter(({ status }) => status === "queued" || status === "later").length;
}

async function differing({ owner, chain }: Shop, tablet: ShopTablet): Promise<Violation[]> {
  const scopes = { organizationId: chain.organizationId, storeId: tablet.store.id };
  const found: Violation[] = [];
  for (const table of syncedTableNames) {
    const [here, there] = await Promise.all([tablet.core().rows(table), serverRows(owner, scopes, table)]);
    if (hash(here) !== hash(there))
      found.push({ invariant: "I5", what: `${table}: ${here.length} rows here, ${there.length} there, not the same` });
  }
  return found;
}
