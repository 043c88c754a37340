import { mkdirSync } from "node:fs";
import path from "node:path";
import express from "express";
import expressPouchDB from "express-pouchdb";
import PouchDB from "pouchdb";
import { serve } from "../http.ts";
import { moment, type StartServer } from "../peer.ts";
import type { Repriced } from "../products.ts";

/** CouchDB's protocol from Node, with its rows in LevelDB: what pouchdb-server is made of. */
export const start: StartServer = async ({ products, folder }) => {
  const data = path.join(folder, "pouch");
  mkdirSync(data);
  const Local = PouchDB.defaults({ prefix: `${data}/` });
  const db = new Local("products");
  await db.bulkDocs(products.map(({ id, ...row }) => ({ _id: id, ...row })));
  const app = express();
  app.use("/db", expressPouchDB(Local, { mode: "minimumForPouchDB" }));
  const { port, server, stop } = await serve(() => undefined);
  server.removeAllListeners("request");
  server.on("request", app);
  const change = async (ids: readonly string[], to: (id: string) => object) => {
    const { rows } = await db.allDocs({ keys: [...ids], include_docs: true });
    const answers = await db.bulkDocs(rows.map((row) => ({ ...row.doc, ...to(row.key) })));
    const refused = answers.find((answer) => "error" in answer);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
  };
  const reprice = async (rows: readonly Repriced[]) => {
    const prices = new Map(rows.map(({ id, price }) => [id, price]));
    await change([...prices.keys()], (id) => ({ price: prices.get(id) }));
  };
  return {
    port,
    reprice,
    remove: (ids) => change(ids, () => ({ _deleted: true })),
    write: async (row) => {
      await reprice([row]);
      return moment();
    },
    stop: async () => {
      await stop();
      await db.close();
    },
  };
};
