import { checkDigit } from "@balcao/shared/catalog/barcode";
import type { Unit } from "@balcao/shared/catalog/rows";
import type { Aisle, Article } from "./goods/aisle.ts";
import { cold } from "./goods/cold.ts";
import { fresh } from "./goods/fresh.ts";
import { home } from "./goods/home.ts";
import { pantry } from "./goods/pantry.ts";

/** A product of the demo chain before it has an id. Money in cents. */
export interface DemoProduct {
  /** Five digits, so that a scale's label can hold it. */
  readonly sku: string;
  readonly name: string;
  readonly brand: string | null;
  readonly category: string;
  readonly unit: Unit;
  readonly barcode: string | null;
  readonly price: number;
  readonly popularity: number;
}

const aisles: readonly Aisle[] = [...pantry, ...cold, ...fresh, ...home];

/** Sizes that say no more than the unit does. */
const plainSizes = new Set(["kg", "un"]);

/** The demo chain's goods, the same at every call. */
export function demoProducts(): DemoProduct[] {
  return aisles.flatMap((aisle, index) =>
    aisle.articles.flatMap(sizesOf).map(({ name, brand, price }, position): DemoProduct => {
      const number = (index + 1) * 1000 + position + 1;
      return {
        sku: String(number).padStart(5, "0"),
        name,
        brand,
        category: aisle.category,
        unit: aisle.unit,
        barcode: aisle.coded ? demoBarcode(number) : null,
        price,
        // Early articles of an aisle sell most; the exact order only has to be stable.
        popularity: Math.max(1, 1000 - position * 23 - index * 7),
      };
    }),
  );
}

function sizesOf([name, brand, sizes]: Article): { name: string; brand: string | null; price: number }[] {
  return Object.entries(sizes).map(([size, price]) => {
    const parts = [name, brand, plainSizes.has(size) ? null : size];
    return { name: parts.filter((part) => part !== null).join(" "), brand, price };
  });
}

/** An EAN-13 under Brazil's prefix 789, in a range that we made up. */
function demoBarcode(number: number): string {
  const body = `7890000${String(number).padStart(5, "0")}`;
  return `${body}${checkDigit(body)}`;
}
