import { expose } from "../client.ts";
import { openLocalProducts, replaceAll } from "../local-products.ts";
import type { ProductRow } from "../products.ts";

const table = openLocalProducts();

expose({
  sync: async (readable) => {
    let again = false;
    let fetching: Promise<void> | null = null;
    const fetchAll = async () => {
      while (again) {
        again = false;
        const answer = await fetch("/products");
        if (!answer.ok) throw new Error(`products: ${answer.status}`);
        const rows = (await answer.json()) as ProductRow[];
        readable(rows);
        await replaceAll(table, rows);
      }
      fetching = null;
    };
    const follow = () => {
      again = true;
      fetching ??= fetchAll();
      return fetching;
    };
    // Heard before it is asked, so that nothing is missed between the two.
    const events = new EventSource("/changed");
    events.addEventListener("message", () => void follow());
    await new Promise((resolve) => events.addEventListener("open", resolve, { once: true }));
    await follow();
    return undefined;
  },
  kept: () => table.toArray(),
});
