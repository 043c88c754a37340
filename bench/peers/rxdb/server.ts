import { answerJson, listeners, serve } from "../http.ts";
import { moment, type StartServer } from "../peer.ts";
import { asProduct, openProductTable } from "../product-table.ts";
import type { ProductRow } from "../products.ts";

/** A row as RxDB's replication takes it: what is gone comes as well, and says so. */
export interface ReplicatedRow extends ProductRow {
  readonly _deleted: boolean;
}

export interface Checkpoint {
  readonly seq: number;
}

export interface Pulled {
  readonly documents: readonly ReplicatedRow[];
  readonly checkpoint: Checkpoint;
}

/** An endpoint as RxDB's documents describe one: changes behind a checkpoint, and a stream of what happens. */
export const start: StartServer = async ({ products, folder }) => {
  const table = await openProductTable({ folder, products, marks: true });
  const following = listeners();
  const pull = async (since: number, limit: number): Promise<Pulled> => {
    const { rows } = await table.pool.query<{ seq: string; gone: boolean; row: ProductRow }>(
      `SELECT seq, gone, ${asProduct} AS row FROM product WHERE seq > $1 ORDER BY seq LIMIT $2`,
      [since, limit],
    );
    return {
      documents: rows.map(({ gone, row }) => ({ ...row, _deleted: gone })),
      checkpoint: { seq: Number(rows.at(-1)?.seq ?? since) },
    };
  };
  let told = products.length;
  const { port, stop } = await serve(async (_request, response, url) => {
    if (url.pathname === "/stream") return following.add(response);
    await answerJson(
      response,
      await pull(Number(url.searchParams.get("since")), Number(url.searchParams.get("limit"))),
    );
  });
  const reprice = async (rows: Parameters<typeof table.reprice>[0]) => {
    await table.reprice(rows);
    told += rows.length;
  };
  return {
    port,
    reprice,
    remove: async (ids) => {
      await table.remove(ids);
      told += ids.length;
    },
    write: async (row) => {
      const before = told;
      await reprice([row]);
      const committed = moment();
      following.tell(await pull(before, 100));
      return committed;
    },
    stop: async () => {
      await stop();
      await table.stop();
    },
  };
};
