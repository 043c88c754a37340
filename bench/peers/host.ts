import { moment, type PeerServer, type StartServer, type Write } from "./peer.ts";
import { makeProducts, type Repriced } from "./products.ts";

/** What the process of a peer's server is asked. */
export type Question =
  | { readonly ask: "start"; readonly products: number; readonly folder: string }
  | { readonly ask: "reprice"; readonly rows: readonly Repriced[] }
  | { readonly ask: "remove"; readonly ids: readonly string[] }
  | { readonly ask: "write"; readonly rows: readonly Repriced[]; readonly perSecond: number }
  | { readonly ask: "stop" };

let server: PeerServer | undefined;

function running(): PeerServer {
  if (server === undefined) throw new Error("the server has not been started");
  return server;
}

/** Writes one row after another, at most so many a second. */
async function write(rows: readonly Repriced[], perSecond: number): Promise<Write[]> {
  const writes: Write[] = [];
  const began = performance.now();
  for (const [n, row] of rows.entries()) {
    const wait = began + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const sent = moment();
    writes.push({ id: `${row.id} ${row.price}`, sent, committed: await running().write(row) });
  }
  return writes;
}

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case "start": {
      const { start } = (await import(`./${process.argv[2] ?? ""}/server.ts`)) as { readonly start: StartServer };
      server = await start({ products: makeProducts(question.products), folder: question.folder });
      return server.port;
    }
    case "reprice":
      return running().reprice(question.rows);
    case "remove":
      return running().remove(question.ids);
    case "write":
      return write(question.rows, question.perSecond);
    case "stop":
      return running().stop();
  }
}

process.on("message", (question: Question) => {
  answer(question).then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
// Whoever measures is gone.
process.on("disconnect", () => process.exit());
