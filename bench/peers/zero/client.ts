import { type AnyViewFactory, Zero } from "@rocicorp/zero";
import { expose } from "../client.ts";
import type { Repriced } from "../products.ts";
import { watchWrites } from "./written.ts";
import { queries, schema } from "./schema.ts";

const written = watchWrites();
const open = () => new Zero({ schema, cacheURL: location.origin, userID: "bench", logLevel: "error" });

type Input = Parameters<AnyViewFactory>[1];
type Output = Parameters<Input["setOutput"]>[0];
type Change = Parameters<Output["push"]>[0];

/** So long it may take until what lies on disk can be read, in milliseconds. */
const reading = 10_000;

/** The number of a change that takes a row away. */
const removed = 1;

/** A view that passes on what changes and keeps nothing, so that what is measured is Zero and not a view of ours. */
class Passing implements Output {
  readonly #readable: (rows: readonly Repriced[]) => void;
  #rows: Repriced[] = [];

  constructor(input: Input, readable: (rows: readonly Repriced[]) => void) {
    this.#readable = readable;
    input.setOutput(this);
    for (const node of input.fetch({})) if (node !== "yield") this.#rows.push(node.row as unknown as Repriced);
    this.flush();
  }

  push([type, node]: Change): readonly never[] {
    if (type !== removed) this.#rows.push(node.row as unknown as Repriced);
    return [];
  }

  flush(): void {
    if (this.#rows.length > 0) this.#readable(this.#rows.map(({ id, price }) => ({ id, price })));
    this.#rows = [];
  }
}

expose({
  sync: async (readable) => {
    const zero = open();
    await new Promise<void>((resolve, reject) => {
      zero.materialize(queries.all(), (_query, input, _format, _onDestroy, onTransactionCommit, queryComplete) => {
        const view = new Passing(input, readable);
        onTransactionCommit(() => view.flush());
        Promise.resolve(queryComplete).then((complete) => {
          if (complete === true) resolve();
          else reject(new Error(JSON.stringify(complete)));
        }, reject);
        return view;
      });
    });
    return written();
  },
  kept: async () => {
    const zero = open();
    // What lies on disk is read behind the first answer.
    for (const began = performance.now(); ;) {
      const rows = await zero.run(queries.all());
      if (rows.length > 0 || performance.now() - began > reading) return rows.map(({ id, price }) => ({ id, price }));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
});
