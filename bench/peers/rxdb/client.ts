import { createRxDatabase, type RxCollection, type RxJsonSchema } from "rxdb/plugins/core";
import { replicateRxCollection } from "rxdb/plugins/replication";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { Subject } from "rxjs";
import { expose } from "../client.ts";
import type { ProductRow } from "../products.ts";
import type { Checkpoint, Pulled, ReplicatedRow } from "./server.ts";

/** Rows to a pull; what RxDB's documents use is 10 to 100. */
const batch = 1000;

const text = (maxLength: number) => ({ type: "string", maxLength }) as const;
const schema: RxJsonSchema<ProductRow> = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: text(36),
    sku: text(20),
    name: text(200),
    brandId: text(36),
    categoryId: text(36),
    unit: text(10),
    popularity: { type: "number" },
    // Null for what has none: an index would want a text.
    barcode: { type: ["string", "null"] },
    price: { type: "number" },
  },
  required: ["id", "sku", "name", "price"],
};

async function open(): Promise<RxCollection<ProductRow>> {
  const database = await createRxDatabase({ name: "peer", storage: getRxStorageDexie(), multiInstance: false });
  const { product } = await database.addCollections({ product: { schema } });
  return product as unknown as RxCollection<ProductRow>;
}

expose({
  sync: async (readable) => {
    const products = await open();
    products.$.subscribe(({ documentData }) => readable([documentData]));
    const stream = new Subject<Pulled | "RESYNC">();
    const events = new EventSource("/stream");
    events.addEventListener("message", ({ data }: MessageEvent<string>) => stream.next(JSON.parse(data) as Pulled));
    let opened = false;
    events.addEventListener("open", () => {
      if (opened) stream.next("RESYNC");
      opened = true;
    });
    const replication = replicateRxCollection<ProductRow, Checkpoint>({
      collection: products,
      replicationIdentifier: "products",
      live: true,
      pull: {
        batchSize: batch,
        stream$: stream as never,
        handler: async (checkpoint, limit) => {
          const answer = await fetch(`/pull?since=${checkpoint?.seq ?? 0}&limit=${limit}`);
          if (!answer.ok) throw new Error(`pull: ${answer.status}`);
          const { documents, checkpoint: next } = (await answer.json()) as Pulled;
          return { documents: documents as (ReplicatedRow & { _deleted: boolean })[], checkpoint: next };
        },
      },
    });
    await replication.awaitInitialReplication();
    return undefined;
  },
  kept: async () => {
    const products = await open();
    return (await products.find().exec()).map(({ id, price }) => ({ id, price }));
  },
});
