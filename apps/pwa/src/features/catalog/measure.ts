import { catalogNow } from "./catalog-index.ts";
import { findByCode } from "./find-by-code.ts";
import { readPrice } from "./current-price.ts";

/** Milliseconds that each of several things took, in their order. */
export type Durations = readonly number[];

export interface CatalogDurations {
  /** From asking for the catalogue until all that is on this device can be searched. */
  readonly load: number;
  /** From a scanned code to the product and its price, as a sale needs them. */
  readonly codes: Durations;
  /** Each text as it is typed, letter by letter, to its ranked matches. */
  readonly texts: Durations;
  /** How many products were searched. */
  readonly size: number;
}

/**
 * Measures, in the page, what a cashier waits for: the catalogue in memory, a barcode, a text as it is typed. `bench`
 * calls it in a browser that holds a catalogue; the app does not.
 */
export async function measureCatalog(asked: {
  readonly codes: readonly string[];
  readonly texts: readonly string[];
}): Promise<CatalogDurations> {
  const begun = performance.now();
  while (!catalogNow().whole) await new Promise((resolve) => setTimeout(resolve, 5));
  const load = performance.now() - begun;
  const codes: number[] = [];
  for (const code of asked.codes) {
    codes.push(
      await timed(async () => {
        const found = await findByCode(code, "none");
        if (found.kind === "product") await readPrice(found.product.id, Date.now());
      }),
    );
  }
  const { index, size } = catalogNow();
  const texts: number[] = [];
  for (const text of asked.texts.flatMap(typed)) {
    texts.push(await timed(() => index.search({ text, categoryId: null, limit: 240 })));
  }
  return { load, codes, texts, size };
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Every state of a text while it is typed. */
function typed(text: string): string[] {
  return Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1));
}
