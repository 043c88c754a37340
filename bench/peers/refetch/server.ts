import { answerJson, listeners, serve } from "../http.ts";
import { moment, type StartServer } from "../peer.ts";
import { openProductTable } from "../product-table.ts";

/** The control: all products in one answer, and a word to everybody when something has changed. */
export const start: StartServer = async ({ products, folder }) => {
  const table = await openProductTable({ folder, products });
  const following = listeners();
  const { port, stop } = await serve(async (_request, response, url) => {
    if (url.pathname === "/changed") return following.add(response);
    await answerJson(response, await table.all());
  });
  return {
    port,
    reprice: table.reprice,
    remove: table.remove,
    write: async (row) => {
      await table.reprice([row]);
      const committed = moment();
      following.tell("changed");
      return committed;
    },
    stop: async () => {
      await stop();
      await table.stop();
    },
  };
};
