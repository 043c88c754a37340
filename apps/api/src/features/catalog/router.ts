import {
  barcodeArguments,
  closePriceArguments,
  createNameArguments,
  createProductArguments,
  editProductArguments,
  listProductsArguments,
  productArguments,
  removeImportProfileArguments,
  renameArguments,
  saveImportProfileArguments,
  setPriceArguments,
} from "@balcao/shared/catalog/contract";
import { mutation, query } from "../../kernel/procedures.ts";
import { answer } from "../../kernel/refusal.ts";
import { router } from "../../kernel/trpc.ts";
import { addBarcode } from "./add-barcode.ts";
import { closePrice } from "./close-price.ts";
import { createProduct } from "./create-product.ts";
import { editProduct } from "./edit-product.ts";
import { listImportProfiles, removeImportProfile, saveImportProfile } from "./import-profiles.ts";
import { listProducts } from "./list-products.ts";
import { createName, listNames, rename } from "./names.ts";
import { readProduct } from "./read-product.ts";
import { removeBarcode } from "./remove-barcode.ts";
import { setPrice } from "./set-price.ts";

export const catalogRouter = router({
  listProducts: query("catalog.read")
    .input(listProductsArguments)
    .query(({ ctx, input }) => answer(listProducts(ctx.tx, input))),
  product: query("catalog.read")
    .input(productArguments)
    .query(({ ctx, input }) => answer(readProduct(ctx.tx, input.productId))),
  createProduct: mutation("catalog.edit")
    .input(createProductArguments)
    .mutation(({ ctx, input }) => answer(createProduct(ctx, input))),
  editProduct: mutation("catalog.edit")
    .input(editProductArguments)
    .mutation(({ ctx, input }) => answer(editProduct(ctx, input))),
  addBarcode: mutation("catalog.edit")
    .input(barcodeArguments)
    .mutation(({ ctx, input }) => answer(addBarcode(ctx, input))),
  removeBarcode: mutation("catalog.edit")
    .input(barcodeArguments)
    .mutation(({ ctx, input }) => answer(removeBarcode(ctx, input))),
  setPrice: mutation("catalog.edit")
    .input(setPriceArguments)
    .mutation(({ ctx, input }) => answer(setPrice(ctx, input))),
  closePrice: mutation("catalog.edit")
    .input(closePriceArguments)
    .mutation(({ ctx, input }) => answer(closePrice(ctx, input))),
  listBrands: query("catalog.read").query(({ ctx }) => listNames(ctx.tx, "brand")),
  createBrand: mutation("catalog.edit")
    .input(createNameArguments)
    .mutation(({ ctx, input }) => answer(createName(ctx, "brand", input.name))),
  renameBrand: mutation("catalog.edit")
    .input(renameArguments)
    .mutation(({ ctx, input }) => answer(rename(ctx, "brand", input))),
  listCategories: query("catalog.read").query(({ ctx }) => listNames(ctx.tx, "category")),
  createCategory: mutation("catalog.edit")
    .input(createNameArguments)
    .mutation(({ ctx, input }) => answer(createName(ctx, "category", input.name))),
  renameCategory: mutation("catalog.edit")
    .input(renameArguments)
    .mutation(({ ctx, input }) => answer(rename(ctx, "category", input))),
  listImportProfiles: query("catalog.import").query(({ ctx }) => listImportProfiles(ctx.tx)),
  saveImportProfile: mutation("catalog.import")
    .input(saveImportProfileArguments)
    .mutation(({ ctx, input }) => answer(saveImportProfile(ctx, input))),
  removeImportProfile: mutation("catalog.import")
    .input(removeImportProfileArguments)
    .mutation(({ ctx, input }) => answer(removeImportProfile(ctx, input))),
});
