/**
 * The price of product `p` that holds now, as effectivePrice finds it (packages/shared/src/catalog/effective-price.ts):
 * `store` is the parameter with the store's id, null for the chain's prices alone. Gives the columns of `price`, or none.
 */
export function effectivePriceSql(store: string): string {
  return `
    SELECT o.* FROM price o
    WHERE o.product_id = p.id AND o.closed_at IS NULL AND (o.store_id IS NULL OR o.store_id = ${store}::uuid)
      AND (o.valid_from IS NULL OR o.valid_from <= now()) AND (o.valid_until IS NULL OR o.valid_until > now())
    ORDER BY o.store_id IS NULL, o.valid_from DESC NULLS LAST, o.id DESC LIMIT 1`;
}
