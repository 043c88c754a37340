import type { Unit } from "@balcao/shared/catalog/rows";

/** One article in its sizes: name, brand (null for none), and the price in cents of each size. */
export type Article = readonly [name: string, brand: string | null, sizes: Readonly<Record<string, number>>];

/** A category of the demo chain's goods. */
export interface Aisle {
  readonly category: string;
  /** How it is sold; goods sold by weight carry no barcode, the shop's scale prints one. */
  readonly unit: Unit;
  /** Whether the goods come with a printed code. */
  readonly coded: boolean;
  readonly articles: readonly Article[];
}
