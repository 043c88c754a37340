import { expect, test } from "vitest";
import { suggestMapping } from "./suggest-mapping.ts";
import { mappingLacks } from "./mapping.ts";

test("a Brazilian system's header is understood", () => {
  const header = [
    "Código",
    "Cód. de Barras",
    "Descrição",
    "Marca",
    "Departamento",
    "UN",
    "Preço de Venda",
    "Preço Promocional",
  ];
  const mapping = suggestMapping(header, [["1", "", "Café", "", "", "UN", "1.234,50", ""]], ";");
  expect(mapping).toMatchObject({
    columns: {
      sku: "Código",
      barcode: "Cód. de Barras",
      name: "Descrição",
      brand: "Marca",
      category: "Departamento",
      unit: "UN",
      price: "Preço de Venda",
      specialPrice: "Preço Promocional",
      regularPrice: null,
    },
    decimalMark: ",",
    lists: [],
    missing: "keep",
  });
});

test("a Croatian price list is understood, in its own words and in English", () => {
  const own = suggestMapping(
    [
      "NAZIV PROIZVODA",
      "ŠIFRA PROIZVODA",
      "MARKA PROIZVODA",
      "JEDINICA MJERE",
      "MALOPRODAJNA CIJENA",
      "BARKOD",
      "KATEGORIJA PROIZVODA",
      "SIDRENA CIJENA",
    ],
    [],
    ",",
  );
  expect(Object.values(own.columns).filter((column) => column === null)).toHaveLength(1);
  const english = suggestMapping(
    "Product,ProductId,Brand,Quantity,Unit,Barcode,Category,Price,UnitPrice,SpecialPrice,BestPrice30,AnchorPrice".split(
      ",",
    ),
    [["", "", "", "", "", "", "", "0.99"]],
    ",",
  );
  expect(english.columns).toEqual({
    sku: "ProductId",
    barcode: "Barcode",
    name: "Product",
    brand: "Brand",
    category: "Category",
    unit: "Unit",
    price: "Price",
    specialPrice: "SpecialPrice",
    regularPrice: "AnchorPrice",
  });
  expect(english.decimalMark).toBe(".");
});

test("Open Food Facts is identified by its code, and its lists are lists", () => {
  const mapping = suggestMapping(["code", "url", "product_name", "quantity", "brands", "categories"], [], "\t");
  expect(mapping.columns).toMatchObject({
    sku: null,
    barcode: "code",
    name: "product_name",
    brand: "brands",
    category: "categories",
    price: null,
  });
  expect(mapping.lists).toEqual(["brand", "category"]);
  expect(mappingLacks(mapping)).toBeNull();
});

test("no column serves two fields, and what cannot be guessed is named", () => {
  const mapping = suggestMapping(["code", "ean", "foo"], [], ",");
  expect(mapping.columns).toMatchObject({ sku: "code", barcode: "ean", name: null });
  expect(mappingLacks(mapping)).toBe("name");
  expect(mappingLacks({ columns: { ...mapping.columns, name: "foo", sku: null, barcode: null } })).toBe("sku");
});
