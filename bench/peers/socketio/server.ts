import { Server } from "socket.io";
import { serve } from "../http.ts";
import { moment, type StartServer } from "../peer.ts";
import { openProductTable } from "../product-table.ts";

/** Rows to a message of the first copy. */
const batch = 1000;

/** Whole rows over a socket: all of them to who comes, each one that changes to everybody. */
export const start: StartServer = async ({ products, folder }) => {
  const table = await openProductTable({ folder, products });
  const { server, port, stop } = await serve((_request, response) => void response.writeHead(404).end());
  // Its default is not to compress; a catalogue is worth it.
  const io = new Server(server, { perMessageDeflate: { threshold: 1024 }, transports: ["websocket"] });
  io.on("connection", (socket) => {
    socket.on("all", (done: () => void) => {
      void table.all().then((rows) => {
        for (let at = 0; at < rows.length; at += batch) socket.emit("rows", rows.slice(at, at + batch));
        done();
      });
    });
  });
  return {
    port,
    reprice: table.reprice,
    remove: table.remove,
    write: async (row) => {
      await table.reprice([row]);
      const committed = moment();
      io.emit("rows", [await table.one(row.id)]);
      return committed;
    },
    stop: async () => {
      await io.close();
      await stop().catch(() => undefined);
      await table.stop();
    },
  };
};
