import type pg from "pg";

/** What happens at the commit of a push instead of a plain commit. */
type Point = (client: pg.Client, commit: () => Promise<unknown>) => Promise<unknown>;

const dies = (): never => {
  process.kill(process.pid, "SIGKILL");
  throw new Error("still alive");
};

/** As the database's owner, whom nothing forbids; then the commit. */
const meddles =
  (statement: string): Point =>
  async (client, commit) => {
    await client.query(`SET LOCAL ROLE NONE; ${statement}; SET LOCAL ROLE balcao_app`);
    return commit();
  };

/** Where a server may be hit. */
const failpoints = {
  "dies-before-commit": async () => dies(),
  "dies-after-commit": async (_client, commit) => {
    await commit();
    return dies();
  },
  /** COMMIT goes out and the connection breaks: nobody here knows whether it took effect. */
  "loses-connection-at-commit": (client, commit) => {
    const answer = commit();
    (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
    return answer;
  },
} satisfies Record<string, Point>;

/** Wrong servers: each must be found by the check of one invariant, or the checks are worth nothing. */
const sabotages = {
  /** Says that it has the sales, and has not. */
  "forgets-sales": (client) => client.query("ROLLBACK"),
  "moves-stock-twice": meddles(
    `INSERT INTO stock_movement (id, organization_id, store_id, product_id, quantity, cause, reference_id)
     SELECT gen_random_uuid(), organization_id, store_id, product_id, quantity, cause, reference_id
     FROM stock_movement WHERE cause = 'sale' ORDER BY created_at DESC LIMIT 1`,
  ),
  "takes-a-cent": meddles(
    "UPDATE payment SET amount = amount - 1 WHERE id = (SELECT max(id::text)::uuid FROM payment)",
  ),
  "loses-count-of-stock": meddles(
    "UPDATE stock_level SET quantity = quantity + 1000 WHERE product_id = (SELECT min(product_id::text)::uuid FROM stock_level)",
  ),
  /** Changes a row behind the change feed's back. */
  "tells-nobody": meddles(
    `SET LOCAL session_replication_role = replica; UPDATE product SET name = name || '!'; SET LOCAL session_replication_role = origin`,
  ),
} satisfies Record<string, Point>;

export const points: Readonly<Record<string, Point>> = { ...failpoints, ...sabotages };
export type PointName = keyof typeof failpoints | keyof typeof sabotages;
