import type { ProductRow } from "@balcao/shared/catalog/rows";
import { matchesTokens, foldText, searchTokens } from "@balcao/shared/catalog/search-text";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SearchIndex } from "./search-index.ts";

function product(id: string, facts: Partial<ProductRow> = {}): ProductRow {
  return {
    id,
    sku: id,
    name: id,
    brandId: null,
    categoryId: null,
    unit: "unit",
    status: "active",
    barcodes: [],
    popularity: 0,
    ...facts,
  };
}

function indexOf(...products: readonly ProductRow[]): SearchIndex {
  const index = new SearchIndex();
  for (const one of products) index.put(one);
  return index;
}

const found = (index: SearchIndex, text: string, limit = 100) =>
  index.search({ text, categoryId: null, limit }).products.map(({ id }) => id);

test("any words find a product, without accents, in any case and order, by their beginnings", () => {
  const index = indexOf(product("a", { name: "Açúcar Cristal 5 kg" }), product("b", { name: "Café torrado" }));
  expect(found(index, "CRIST acuc")).toEqual(["a"]);
  expect(found(index, "ucar")).toEqual([]);
});

test("the words may come from name, brand, SKU and barcode together", () => {
  const index = indexOf(product("a", { name: "Leite", brandId: "brand", sku: "LT-9", barcodes: ["7891000315507"] }));
  index.putBrand({ id: "brand", name: "Três Montes" });
  expect(found(index, "leite mont")).toEqual(["a"]);
  expect(found(index, "lt-9 tres")).toEqual(["a"]);
  expect(found(index, "78910003")).toEqual(["a"]);
});

test("a renamed brand is found by its new name only", () => {
  const index = indexOf(product("a", { brandId: "brand" }));
  index.putBrand({ id: "brand", name: "Antiga" });
  index.putBrand({ id: "brand", name: "Nova" });
  expect(found(index, "antiga")).toEqual([]);
  expect(found(index, "nova")).toEqual(["a"]);
});

test("the code itself comes first, then the start of the name, then popularity, then the alphabet", () => {
  const index = indexOf(
    product("d", { name: "Suco de caju", popularity: 900 }),
    product("c", { name: "Caju em lata" }),
    product("b", { name: "Caju", popularity: 5 }),
    product("e", { name: "Caju doce" }),
    product("a", { name: "Outra coisa", sku: "caju" }),
  );
  expect(found(index, "caju")).toEqual(["a", "b", "e", "c", "d"]);
});

test("every match is counted, however few are wanted", () => {
  const index = indexOf(...Array.from({ length: 50 }, (_, n) => product(`p${n}`, { name: `Pão ${n}` })));
  const result = index.search({ text: "pao", categoryId: null, limit: 7 });
  expect(result.total).toBe(50);
  expect(result.products).toHaveLength(7);
});

test("a product changed, withdrawn or deleted is found as it is now", () => {
  const index = indexOf(product("a", { name: "Velho" }), product("b"), product("c"));
  index.put(product("a", { name: "Novo" }));
  index.put(product("b", { status: "inactive" }));
  index.remove("c");
  expect(found(index, "velho")).toEqual([]);
  expect(found(index, "")).toEqual(["a"]);
});

test("with a slip, what was meant is found and said, when that is wished and nothing else matches", () => {
  const index = indexOf(
    product("a", { name: "Arroz agulhinha", brandId: "brand" }),
    product("b", { name: "Feijão preto" }),
  );
  index.putBrand({ id: "brand", name: "Solar" });
  const ask = (text: string, forgiving: boolean) => {
    const { products, meant } = index.search({ text, categoryId: null, limit: 9, forgiving });
    return [products.map(({ id }) => id), meant];
  };
  expect(ask("arros", true)).toEqual([["a"], "arroz"]);
  expect(ask("arros", false)).toEqual([[], null]);
  expect(ask("fejao pret", true)).toEqual([["b"], "feijao pret"]);
  expect(ask("arroz soler", true)).toEqual([["a"], "arroz solar"]);
  expect(ask("arroz", true)).toEqual([["a"], null]);
  expect(ask("arros fejao", true)).toEqual([[], null]);
  index.remove("a");
  expect(ask("arros", true)).toEqual([[], null]);
});

test("a category narrows the search", () => {
  const index = indexOf(product("a", { categoryId: "x" }), product("b", { categoryId: "y" }), product("c"));
  expect(index.search({ text: "", categoryId: "y", limit: 9 }).products.map(({ id }) => id)).toEqual(["b"]);
});

test("a scale's item code finds the SKU whatever its leading zeros", () => {
  const index = indexOf(product("a", { sku: "1010085" }), product("b", { sku: "0010085" }));
  expect(index.findScaleItem("10085")?.id).toBe("b");
});

test("typing on finds what the whole text finds at once", () => {
  const word = fc.constantFrom("arroz", "arroba", "ar", "pao", "p", "ç", "12", "123");
  const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 15 }),
      text,
      fc.option(fc.constantFrom("x", "y")),
      (names, asked, categoryId) => {
        const products = names.map((name, n) => product(`id${n}`, { name, categoryId: n % 2 === 0 ? "x" : "y" }));
        const index = indexOf(...products);
        for (let end = 0; end <= asked.length; end += 1)
          index.search({ text: asked.slice(0, end), categoryId: null, limit: 3 });
        const query = { text: asked, categoryId, limit: 99 };
        expect(index.search(query)).toEqual(indexOf(...products).search(query));
      },
    ),
  );
});

test("finds exactly what the shared rule of matching finds", () => {
  const word = fc.constantFrom("café", "Pão", "de", "queijo", "500g", "ção", "X-1");
  const names = fc.array(
    fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(names, fc.array(word, { maxLength: 3 }), (all, asked) => {
      const index = indexOf(...all.map((name, n) => product(`id${n}`, { name, sku: `S${n}` })));
      const tokens = searchTokens(asked.join(" "));
      const expected = all.filter((name) => matchesTokens(foldText(name), tokens)).length;
      expect(index.search({ text: asked.join(" "), categoryId: null, limit: 5 }).total).toBe(expected);
    }),
  );
});
