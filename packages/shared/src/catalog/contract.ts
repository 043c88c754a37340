import { z } from "zod";
import { instant } from "../kernel/instant.ts";
import { cents } from "../kernel/money.ts";
import { nameText } from "../kernel/text.ts";
import { maxUnitPrice } from "../sales/limits.ts";
import { importMapping, profileName } from "./import/contract.ts";

const sku = nameText(60);
const productName = nameText(300);
const unit = z.enum(["unit", "kg", "l", "m"]);
const status = z.enum(["active", "inactive"]);
const productId = z.uuid();
/** The chain's prices for null, or one store's. */
const storeId = z.uuid().nullable();
const amount = z.int().min(1).max(maxUnitPrice).transform(cents);
/** The `updatedAt` that the change was made on; when it has moved, somebody else was first. */
const seen = instant;
const barcode = nameText(20).meta({ examples: ["7891000315507"] });

/** What a list of products can be ordered by. */
export const productSorts = ["name", "sku", "popularity", "updatedAt"] as const;
export type ProductSort = (typeof productSorts)[number];

/** A page of products. Every word of `search` begins a word of the name, SKU or brand; digits also begin a barcode. */
export const listProductsArguments = z.strictObject({
  search: z.string().max(200).default(""),
  categoryId: z.uuid().optional(),
  brandId: z.uuid().optional(),
  status: status.optional(),
  /** Whose prices are shown and missed: a store's behind its chain's, or the chain's alone for null. */
  storeId: storeId.default(null),
  withoutPrice: z.boolean().default(false),
  sort: z.enum(productSorts).default("name"),
  descending: z.boolean().default(false),
  /** The `next` of the page before. */
  after: z
    .strictObject({
      value: z
        .string()
        .max(1000)
        .regex(/^\P{Cc}*$/u),
      id: z.uuid(),
    })
    .optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type ListProductsArguments = z.output<typeof listProductsArguments>;

export const productArguments = z.strictObject({ productId });

export const createProductArguments = z.strictObject({
  sku,
  name: productName,
  brandId: z.uuid().nullable(),
  categoryId: z.uuid().nullable(),
  unit,
  barcodes: z.array(barcode).max(20),
});
export type CreateProductArguments = z.output<typeof createProductArguments>;

/** What is absent stays as it is. */
export const editProductArguments = z.strictObject({
  productId,
  seen,
  sku: sku.optional(),
  name: productName.optional(),
  brandId: z.uuid().nullable().optional(),
  categoryId: z.uuid().nullable().optional(),
  unit: unit.optional(),
  status: status.optional(),
});
export type EditProductArguments = z.output<typeof editProductArguments>;

export const barcodeArguments = z.strictObject({ productId, code: barcode });
export type BarcodeArguments = z.output<typeof barcodeArguments>;

/** A price that holds `from` until just before `until`, each null for always. */
export const setPriceArguments = z.strictObject({
  productId,
  storeId,
  amount,
  /** What it costs outside of the offer, when `amount` is an offer. */
  regular: amount.nullable(),
  from: instant.nullable(),
  until: z.iso
    .datetime()
    .nullable()
    .meta({ examples: [null] }),
  /** The price whose place it takes; null stands beside the others. */
  replaces: z.uuid().nullable(),
});
export type SetPriceArguments = z.output<typeof setPriceArguments>;

export const closePriceArguments = z.strictObject({ priceId: z.uuid() });

const listedName = nameText(120);
export const createNameArguments = z.strictObject({ name: listedName });
export const renameArguments = z.strictObject({ id: z.uuid(), name: listedName });
export type RenameArguments = z.output<typeof renameArguments>;

export const saveImportProfileArguments = z.strictObject({ name: profileName, mapping: importMapping });
export type SaveImportProfileArguments = z.output<typeof saveImportProfileArguments>;
export const removeImportProfileArguments = z.strictObject({ name: profileName });
