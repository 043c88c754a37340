import PouchDB from "pouchdb";
import { expose } from "../client.ts";
import type { ProductRow, Repriced } from "../products.ts";

type Doc = Omit<ProductRow, "id">;

/** Documents to a batch; PouchDB's default is 100. */
const batch = 1000;

const open = () => new PouchDB<Doc>("products", { auto_compaction: true });

expose({
  sync: async (readable) => {
    const db = open();
    const remote = new PouchDB<Doc>(`${location.origin}/db/products`);
    const take = ({ docs }: { readonly docs: readonly ({ _id: string } & Partial<Doc>)[] }) =>
      readable(docs.map(({ _id, price = 0 }): Repriced => ({ id: _id, price })));
    // Told of when the batch is written.
    await new Promise<void>((resolve, reject) => {
      void db.replicate
        .from(remote, { batch_size: batch })
        .on("change", take)
        .on("complete", () => resolve())
        .on("error", reject);
    });
    void db.replicate.from(remote, { live: true, retry: true, batch_size: batch }).on("change", take);
    return undefined;
  },
  kept: async () => {
    const { rows } = await open().allDocs({ include_docs: true });
    return rows.map(({ id, doc }) => ({ id, price: doc?.price ?? 0 }));
  },
});
