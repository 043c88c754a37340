import { connect, type Connection } from "@balcao/db/connect";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { Database, type Stored } from "@balcao/sync/simulation/database";
import type { Transaction } from "@balcao/sync/simulation/transaction";
import fc from "fast-check";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresFeed } from "./postgres-feed.ts";

// The simulation of the engine stands on a model of PostgreSQL. Here both live through the same histories.

let database: TestDatabase;
let chain: TestChain;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedTestChain(database.url, { stores: 2, products: 1 });
  connection = connect(database.url, { connections: 4 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

type Step =
  /** Transaction `tx` puts a row into some scopes, or removes it. */
  | { readonly do: "write"; readonly tx: number; readonly row: number; readonly scopes: readonly number[] | null }
  | { readonly do: "end"; readonly tx: number; readonly keep: boolean }
  /** Remembers where a reader stands now, or asks for what is news to one that stood somewhere before. */
  | { readonly do: "stand" }
  | { readonly do: "ask"; readonly from: number };

const transactions = 3;
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({
          tx: fc.nat(transactions - 1),
          row: fc.nat(4),
          scopes: fc.option(fc.uniqueArray(fc.nat(1), { minLength: 0, maxLength: 2 })),
        })
        .map((write): Step => ({ do: "write", ...write })),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ tx: fc.nat(transactions - 1), keep: fc.boolean() })
        .map((end): Step => ({ do: "end", ...end })),
    },
    { weight: 2, arbitrary: fc.constant<Step>({ do: "stand" }) },
    { weight: 2, arbitrary: fc.nat(5).map((from): Step => ({ do: "ask", from })) },
  ),
  { maxLength: 40 },
);

interface Open {
  readonly client: pg.Client;
  readonly model: Transaction;
  readonly rows: Set<number>;
}

/** One history, lived through by both. */
class Both {
  readonly #ids = Array.from({ length: 5 }, () => uuidv7());
  readonly #model = new Database(
    {
      operator: (row) =>
        (row["stores"] as readonly string[]).map((scope) => ({ scope, table: "operator", id: String(row["id"]) })),
    },
    "life",
    () => 0,
  );
  readonly #open = new Map<number, Open>();
  readonly #stands: { readonly model: string; readonly postgres: string }[] = [];

  async step(step: Exclude<Step, { readonly do: "ask" }>): Promise<void> {
    if (step.do === "write") await this.#write(step.tx, step.row, step.scopes);
    else if (step.do === "end") await this.#end(step.tx, step.keep);
    else await this.#stand();
  }

  async close(): Promise<void> {
    for (const tx of this.#open.keys()) await this.#end(tx, false);
  }

  async #write(tx: number, row: number, scopes: readonly number[] | null): Promise<void> {
    // A row that another transaction holds would make this one wait, here and there.
    const held = [...this.#open].some(([other, { rows }]) => other !== tx && rows.has(row));
    if (held) return;
    const { client, model, rows } = this.#open.get(tx) ?? (await this.#begin(tx));
    rows.add(row);
    const id = this.#ids[row] ?? "";
    const stores = (scopes ?? []).map((index) => chain.stores[index]?.id ?? "");
    const stored: Stored | null = scopes === null ? null : { id, stores };
    await model.write("operator", id, stored);
    if (scopes === null) await client.query("DELETE FROM operator WHERE id = $1", [id]);
    else {
      await client.query(
        `INSERT INTO operator (id, organization_id, name, role, store_ids) VALUES ($1, $2, 'x', 'cashier', $3)
         ON CONFLICT (id) DO UPDATE SET store_ids = excluded.store_ids`,
        [id, chain.organizationId, stores],
      );
    }
  }

  async #begin(tx: number): Promise<Open> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("BEGIN");
    const open = { client, model: this.#model.begin(), rows: new Set<number>() };
    this.#open.set(tx, open);
    return open;
  }

  async #end(tx: number, keep: boolean): Promise<void> {
    const open = this.#open.get(tx);
    if (open === undefined) return;
    this.#open.delete(tx);
    if (keep) open.model.commit();
    else open.model.rollback();
    await open.client.query(keep ? "COMMIT" : "ROLLBACK");
    await open.client.end();
  }

  async #stand(): Promise<void> {
    const { rows } = await connection.pool.query<{ now: string }>("SELECT pg_current_snapshot()::text AS now");
    this.#stands.push({ model: this.#model.snapshot(), postgres: rows[0]?.now ?? "" });
  }

  /** What each of the two has to tell a reader that stood somewhere before. */
  async ask(from: number): Promise<{ readonly model: readonly string[]; readonly postgres: readonly string[] }> {
    const stand = this.#stands[from % this.#stands.length];
    if (stand === undefined) throw new Error("nobody stands anywhere");
    const mine = new Set(this.#ids);
    const postgres = await postgresFeed(connection).within(chain.organizationId, async (state) => {
      const scopes = new Map(chain.stores.map(({ id }) => [id, stand.postgres]));
      const { changes } = await state.changes(scopes, state.now, null, 1_000);
      return changes.flatMap(({ table, rowId, json }) =>
        table === "operator" && mine.has(rowId) ? [[rowId, json !== null]] : [],
      );
    });
    const state = this.#model.read();
    const model = chain.stores.flatMap(({ id }) =>
      state.newsFor(id, stand.model, state.now).map(({ rowId, deleted }) => [rowId, !deleted]),
    );
    state.close();
    const inOrder = (changes: readonly unknown[]) => changes.map((change) => JSON.stringify(change)).toSorted();
    return { model: inOrder(model), postgres: inOrder(postgres) };
  }
}

test("the simulation's database and PostgreSQL tell a reader the same, whatever it missed", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const both = new Both();
      try {
        await both.step({ do: "stand" });
        for (const step of [...steps, { do: "ask", from: 0 } as const]) {
          if (step.do !== "ask") await both.step(step);
          else {
            const { model, postgres } = await both.ask(step.from);
            expect(model).toEqual(postgres);
          }
        }
      } finally {
        await both.close();
      }
    }),
    { numRuns: 60 },
  );
});
