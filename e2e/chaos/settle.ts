import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { serverRows } from "@balcao/api/testing/server-rows";
import { syncedTableNames } from "@balcao/shared/sync/tables";
import { canonical } from "@balcao/sync/canonical";
import type { Json } from "@balcao/sync/protocol";
import type { Peer } from "./peer.ts";
import type { Shop } from "./shop.ts";
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
  const waiting = (await Promise.all(shop.peers().map(waitingOn))).flat();
  if (waiting.length > 0) return waiting;
  return (await Promise.all(shop.peers().map((peer) => differing(shop, peer)))).flat();
}

async function waitingOn(peer: Peer): Promise<Violation[]> {
  const outbox = await peer.outbox();
  const open = outbox.filter(({ status }) => status === "queued" || status === "later").length;
  const pending = await peer.pending();
  if (open === 0 && pending === 0) return [];
  return [{ invariant: "I8", what: `${await peer.describe()}: ${open} commands wait, ${pending} effects are pending` }];
}

async function differing({ owner, chain }: Shop, peer: Peer): Promise<Violation[]> {
  const scopes = { organizationId: chain.organizationId, storeId: peer.storeId };
  const found: Violation[] = [];
  for (const table of syncedTableNames) {
    const [here, there] = await Promise.all([peer.rows(table), serverRows(owner, scopes, table)]);
    if (hash(here) === hash(there)) continue;
    const what = `${await peer.describe()}: ${table} has ${here.length} rows here and ${there.length} there, not the same`;
    found.push({ invariant: "I5", what });
  }
  return found;
}

/** A refused command is seen where it was made, and nothing else is refused. */
export async function checkRefused({ ledger, peers }: Shop): Promise<Violation[]> {
  const refused = new Set<string>();
  for (const peer of peers()) {
    for (const { id, status } of await peer.outbox()) if (status === "rejected") refused.add(id);
  }
  const hidden = [...ledger.spoilt.difference(refused)].map(
    (id) => `command ${id} was spoilt and is not seen as refused`,
  );
  const wronged = [...refused.difference(ledger.spoilt)].map((id) => `command ${id} was refused and is a good one`);
  return [...hidden, ...wronged].map((what) => ({ invariant: "I9", what }));
}
