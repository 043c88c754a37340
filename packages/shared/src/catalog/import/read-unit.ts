import { foldText } from "../search-text.ts";
import type { Unit } from "../rows.ts";

/** Folded words for the units, Portuguese, English and Croatian. What is sold by the box or packet is sold by the unit. */
const words: Readonly<Record<Unit, readonly string[]>> = {
  unit: [
    ...[
      "un",
      "und",
      "unid",
      "unidade",
      "pc",
      "pca",
      "pcs",
      "peca",
      "pct",
      "pacote",
      "cx",
      "caixa",
      "fd",
      "fardo",
      "dz",
      "gf",
      "lt",
      "lata",
      "par",
    ],
    ...["unit", "units", "ea", "each", "piece", "pieces", "item", "pack", "box", "bottle"],
    ...["ko", "kom", "komad", "kos", "pak"],
  ],
  kg: ["kg", "kgs", "quilo", "kilo", "kilograma", "quilograma", "kilogram", "kilogramo"],
  l: ["l", "ltr", "litro", "litros", "liter", "litre", "litra"],
  m: ["m", "mt", "mtr", "metro", "metros", "meter", "metre", "metar"],
};

const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries(words).flatMap(([unit, names]) => names.map((name) => [name, unit as Unit])),
);

/** The unit that a word stands for: the supplier's own words first, then the usual ones. Null when nobody knows it. */
export function readUnit(text: string, own: Readonly<Record<string, Unit>>): Unit | null {
  const word = foldText(text);
  if (Object.hasOwn(own, word)) return own[word] ?? null;
  return units.get(word) ?? null;
}
