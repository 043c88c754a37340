import { io } from "socket.io-client";
import { expose } from "../client.ts";
import { openLocalProducts } from "../local-products.ts";
import type { ProductRow } from "../products.ts";

const table = openLocalProducts();
/** What a screen reads. */
const memory = new Map<string, ProductRow>();

expose({
  sync: async (readable) => {
    const writing: Promise<unknown>[] = [];
    const come = new Set<string>();
    const socket = io({ transports: ["websocket"] });
    socket.on("rows", (rows: readonly ProductRow[]) => {
      for (const row of rows) {
        memory.set(row.id, row);
        come.add(row.id);
      }
      readable(rows);
      writing.push(table.bulkPut(rows));
    });
    await new Promise<void>((resolve) => {
      socket.on("connect", () => void socket.emitWithAck("all").then(() => resolve()));
    });
    await Promise.all(writing);
    // Nobody says what was deleted while this client was away: it is what did not come again.
    const gone = (await table.toCollection().primaryKeys()).filter((id) => !come.has(id));
    await table.bulkDelete(gone);
    return undefined;
  },
  kept: () => table.toArray(),
});
