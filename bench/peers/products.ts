import { testId } from "@balcao/db/testing/test-ids";

/** A product as the peers keep it: one row, with its barcode and its price inside. */
export interface ProductRow {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brandId: string;
  readonly categoryId: string;
  readonly unit: string;
  readonly popularity: number;
  /** Null for what is sold by weight, every 25th. */
  readonly barcode: string | null;
  /** In cents. */
  readonly price: number;
}

/** A product's new price. */
export interface Repriced {
  readonly id: string;
  readonly price: number;
}

const goods =
  "Arroz,Feijão,Açúcar,Café,Óleo,Farinha,Macarrão,Leite,Biscoito,Sabão,Detergente,Queijo,Iogurte,Suco,Água,Pão,Presunto,Maçã,Banana,Tomate".split(
    ",",
  );
const kinds = "Tradicional,Integral,Especial,Light,Orgânico,Extra,Premium,Caseiro,Suave,Forte,Clássico".split(",");
const sizes = "100 g,250 g,500 g,1 kg,2 kg,5 kg,200 ml,350 ml,1 L,2 L,un,pct 6,pct 12".split(",");
const categories = 12;
const brands = 40;

const wordOf = (words: readonly string[], n: number, every: number) =>
  words[Math.floor(n / every) % words.length] ?? "";

/** EAN-13: weights 1 and 3 from the left, the check digit fills up to ten. */
function barcodeOf(n: number): string {
  const body = `789${String(n).padStart(9, "0")}`;
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** The products that packages/db/src/testing/seed-test-catalog.ts gives a chain, in the same order. */
export function makeProducts(count: number): ProductRow[] {
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    return {
      id: testId(1, "product", n),
      sku: String(n).padStart(6, "0"),
      name: `${wordOf(goods, n, 1)} ${wordOf(kinds, n, 20)} ${wordOf(sizes, n, 7)} ${n}`,
      brandId: testId(1, "brand", 1 + (n % brands)),
      categoryId: testId(1, "category", 1 + (n % categories)),
      unit: n % 25 === 0 ? "kg" : "unit",
      popularity: (n * 7919) % 1000,
      barcode: n % 25 === 0 ? null : barcodeOf(n),
      price: 199 + ((n * 37) % 5000),
    };
  });
}
