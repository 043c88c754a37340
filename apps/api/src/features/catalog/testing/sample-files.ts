import { existsSync } from "node:fs";
import path from "node:path";
import { realDataFolder } from "./env.ts";

/** Files of one kind: two stores' price lists with other prices, and an export of Open Food Facts. */
export interface SampleFiles {
  readonly source: "shipped fixtures" | "real files";
  readonly firstStore: string;
  readonly secondStore: string;
  readonly foodFacts: string;
}

const fixtures = path.join(import.meta.dirname, "..", "fixtures");

const shipped: SampleFiles = {
  source: "shipped fixtures",
  firstStore: path.join(fixtures, "price-list-store-1.csv"),
  secondStore: path.join(fixtures, "price-list-store-2.csv"),
  foodFacts: path.join(fixtures, "food-facts.tsv"),
};

const real: SampleFiles = {
  source: "real files",
  firstStore: path.join(realDataFolder, "konzum_store_0204_2025-07-03.csv.gz"),
  secondStore: path.join(realDataFolder, "konzum_store_0901_2025-07-03.csv.gz"),
  foodFacts: path.join(realDataFolder, "openfoodfacts_it.tsv.gz"),
};

/** The shipped files, and the real ones where they are. */
export const sampleFiles: readonly SampleFiles[] = [shipped, real].filter((files) => existsSync(files.firstStore));
