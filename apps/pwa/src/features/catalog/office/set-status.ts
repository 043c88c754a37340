import { api } from "../../../kernel/trpc.ts";
import type { ListedProduct } from "./product-queries.ts";

/** As many calls as go in one request. */
const together = 10;

/**
 * Sets the status of products one by one, ten at a time; each change stands by itself. `failed` are those that somebody
 * else changed since they were listed, or that the server did not answer for.
 */
export async function setStatus(
  products: readonly ListedProduct[],
  status: ListedProduct["status"],
): Promise<{ readonly changed: number; readonly failed: readonly ListedProduct[] }> {
  const wanted = products.filter((product) => product.status !== status);
  const failed: ListedProduct[] = [];
  for (let first = 0; first < wanted.length; first += together) {
    const batch = wanted.slice(first, first + together);
    const outcomes = await Promise.allSettled(
      batch.map(({ id, updatedAt }) => api.catalog.editProduct.mutate({ productId: id, seen: updatedAt, status })),
    );
    failed.push(...batch.filter((_, index) => outcomes[index]?.status === "rejected"));
  }
  return { changed: wanted.length - failed.length, failed };
}
