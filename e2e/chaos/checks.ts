import type pg from "pg";
import type { Shop } from "./shop.ts";
import { openingStock } from "./shop.ts";
import type { Invariant, Violation } from "./violation.ts";

/** Each statement gives a row, with `what`, for every way in which the server's rows contradict themselves. */
const contradictions: readonly (readonly [Invariant, string])[] = [
  [
    "I2",
    "SELECT 'line ' || reference_id || ' moved stock ' || count(*) || ' times' AS what FROM stock_movement WHERE cause = 'sale' GROUP BY reference_id HAVING count(*) <> 1",
  ],
  [
    "I2",
    "SELECT 'line ' || l.id || ' moved no stock' AS what FROM sale_line l WHERE NOT EXISTS (SELECT FROM stock_movement m WHERE m.reference_id = l.id)",
  ],
  [
    "I2",
    "SELECT 'receipt number ' || receipt_number || ' stands on ' || count(*) || ' sales' AS what FROM sale GROUP BY device_id, receipt_number HAVING count(*) > 1",
  ],
  [
    "I2",
    "SELECT 'command ' || sequence || ' of ' || device_id || ' was decided ' || count(*) || ' times' AS what FROM command_receipt GROUP BY device_id, sequence HAVING count(*) > 1",
  ],
  [
    "I3",
    "SELECT 'sale ' || s.id || ' is not paid' AS what FROM sale s WHERE total + change IS DISTINCT FROM (SELECT sum(amount) FROM payment WHERE sale_id = s.id)",
  ],
  [
    "I3",
    "SELECT 'sale ' || s.id || ' is not its lines' AS what FROM sale s WHERE total IS DISTINCT FROM (SELECT sum(total) FROM sale_line WHERE sale_id = s.id)",
  ],
  [
    "I4",
    "SELECT 'stock of ' || product_id || ' is ' || quantity || ', not the sum of its movements' AS what FROM stock_level l WHERE quantity IS DISTINCT FROM (SELECT sum(quantity) FROM stock_movement m WHERE m.store_id = l.store_id AND m.product_id = l.product_id)",
  ],
];

/** Everything of the server that contradicts itself or what the tablets have said. */
export async function checkServer({ owner, ledger, chain }: Shop): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [invariant, statement] of contradictions) {
    const { rows } = await owner.query<{ what: string }>(statement);
    found.push(...rows.map(({ what }) => ({ invariant, what })));
  }
  const sales = await salesOf(owner);
  const due = ledger.sales.filter(({ commandId }) => !ledger.spoilt.has(commandId));
  for (const { saleId, commandId, operatorId, total } of [...due, ...ledger.queued]) {
    const sale = sales.byId.get(saleId);
    if (sale === undefined)
      found.push({
        invariant: "I1",
        what: `sale ${saleId} (command ${commandId}) was acknowledged and is not on the server`,
      });
    else if (sale.total !== total)
      found.push({ invariant: "I3", what: `sale ${saleId} was ${total} and is ${sale.total}` });
    else if (sale.operatorId !== operatorId)
      found.push({ invariant: "I1", what: `sale ${saleId} is another operator's on the server` });
  }
  for (const receipt of ledger.receipts) {
    if (!sales.receipts.has(receipt))
      found.push({ invariant: "I1", what: `receipt ${receipt} was shown and is not on the server` });
  }
  found.push(
    ...(await checkDrawers(owner, due)),
    ...(await checkSold(
      owner,
      chain.stores.map(({ id }) => id),
      sales.count,
    )),
  );
  return found;
}

async function salesOf(owner: pg.Pool) {
  const { rows } = await owner.query<{ id: string; receipt_number: string; operator_id: string; total: string }>(
    "SELECT id, receipt_number, operator_id, total FROM sale",
  );
  return {
    byId: new Map(rows.map((row) => [row.id, { total: Number(row.total), operatorId: row.operator_id }])),
    receipts: new Set(rows.map(({ receipt_number: number }) => number)),
    count: rows.length,
  };
}

/** What went through each drawer, by the ledger and by the server's payments. */
async function checkDrawers(owner: pg.Pool, due: Shop["ledger"]["sales"]): Promise<Violation[]> {
  const { rows } = await owner.query<{ drawer: string; taken: string }>(
    `SELECT s.cash_session_id AS drawer, (sum(p.amount) - sum(s.change))::bigint AS taken
     FROM sale s JOIN payment p ON p.sale_id = s.id GROUP BY s.cash_session_id`,
  );
  const taken = new Map(rows.map((row) => [row.drawer, Number(row.taken)]));
  const drawers = Map.groupBy(due, ({ cashSessionId }) => cashSessionId);
  return [...drawers].flatMap(([drawer, sales]) => {
    const total = sales.reduce((sum, sale) => sum + sale.total, 0);
    if (taken.get(drawer) === total) return [];
    return [{ invariant: "I3", what: `drawer ${drawer} took ${total} and holds ${taken.get(drawer)}` } as const];
  });
}

/** Every sale of this shop is one unit of one product: what is missing from the shelves is what was sold. */
async function checkSold(owner: pg.Pool, stores: readonly string[], sold: number): Promise<Violation[]> {
  const { rows } = await owner.query<{ missing: string }>(
    "SELECT sum($2::bigint - quantity)::bigint AS missing FROM stock_level WHERE store_id = ANY($1::uuid[])",
    [stores, openingStock],
  );
  const missing = Number(rows[0]?.missing);
  if (missing === sold * 1000) return [];
  return [{ invariant: "I4", what: `${sold} units were sold and ${missing / 1000} are missing from the shelves` }];
}
