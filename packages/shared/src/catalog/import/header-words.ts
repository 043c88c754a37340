import type { ImportField } from "./mapping.ts";

/** Folded header names that files give to each field, the surest first: Portuguese, English, Croatian, Open Food Facts. */
export const headerWords: Readonly<Record<ImportField, readonly string[]>> = {
  barcode: [
    ...[
      "codigo de barras",
      "cod de barras",
      "cod barras",
      "codigo barras",
      "ean",
      "ean13",
      "ean 13",
      "gtin",
      "cean",
      "codigo ean",
    ],
    ...["barcode", "bar code", "barcodes", "upc", "barkod", "bar kod"],
    "code",
  ],
  sku: [
    ...[
      "sku",
      "codigo interno",
      "cod interno",
      "codigo do produto",
      "codigo produto",
      "cod produto",
      "referencia",
      "ref",
      "codigo",
      "cod",
    ],
    ...["product id", "productid", "product code", "item code", "item number", "stockcode", "stock code", "code"],
    ...["sifra proizvoda", "sifra"],
  ],
  name: [
    ...["nome do produto", "nome", "descricao do produto", "descricao", "produto", "xprod"],
    ...["product name", "name", "product", "description", "title"],
    ...["naziv proizvoda", "naziv"],
  ],
  brand: ["marca", "fabricante", "brand", "brands", "manufacturer", "marka proizvoda", "marka", "robna marka"],
  category: [
    ...["categoria", "categorias", "departamento", "secao", "grupo"],
    ...["category", "categories", "department"],
    ...["kategorija proizvoda", "kategorija"],
  ],
  unit: [
    ...["unidade", "unidade de medida", "un", "und", "um"],
    ...["unit", "uom", "unit of measure"],
    ...["jedinica mjere", "jedinica", "jm"],
  ],
  price: [
    ...["preco de venda", "preco venda", "preco", "valor de venda", "valor", "preco unitario"],
    ...["price", "retail price", "selling price", "unit price"],
    ...["maloprodajna cijena", "cijena", "mpc"],
  ],
  specialPrice: [
    ...["preco promocional", "preco oferta", "preco de oferta", "promocao", "oferta"],
    ...["special price", "specialprice", "sale price", "offer price", "promo price"],
    ...["mpc za vrijeme posebnog oblika prodaje", "akcijska cijena"],
  ],
  regularPrice: [
    ...["preco normal", "preco regular", "preco de", "preco cheio"],
    ...["regular price", "list price", "anchor price", "anchorprice"],
    ...["sidrena cijena"],
  ],
};
