import { createBuilder, createSchema, defineQueries, defineQuery, number, string, table } from "@rocicorp/zero";

const product = table("product")
  .columns({
    id: string(),
    sku: string(),
    name: string(),
    brandId: string().from("brand_id"),
    categoryId: string().from("category_id"),
    unit: string(),
    popularity: number(),
    barcode: string().optional(),
    price: number(),
  })
  .primaryKey("id");

export const schema = createSchema({ tables: [product] });
export const zql = createBuilder(schema);
export const queries = defineQueries({ all: defineQuery(() => zql.product) });

declare module "@rocicorp/zero" {
  interface DefaultTypes {
    schema: typeof schema;
  }
}
