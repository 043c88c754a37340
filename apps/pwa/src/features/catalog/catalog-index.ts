import { useSyncExternalStore } from "react";
import { BarcodeIndex } from "./barcode-index.ts";
import { followBrands, followProducts } from "./local.ts";
import { SearchIndex } from "./search-index.ts";

/** How much of the catalogue can be searched, and which state of it this is. */
export interface CatalogState {
  readonly index: SearchIndex;
  readonly barcodes: BarcodeIndex;
  /** Active products in the index. */
  readonly size: number;
  /** Everything that is on this device is in the index. More may still be on its way from the server. */
  readonly whole: boolean;
  /** Grows whenever a search may answer differently. */
  readonly version: number;
}

const index = new SearchIndex();
const barcodes = new BarcodeIndex();
const listeners = new Set<() => void>();
let state: CatalogState = { index, barcodes, size: 0, whole: false, version: 0 };
let whole = false;
let started = false;
let announced: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds until changes are announced: at once to the eye, and less often while the catalogue is coming in. */
const pause = { whole: 50, partial: 500 };

/** The catalogue in memory, for code outside of React. It begins to load with the first call. */
export function catalogNow(): CatalogState {
  start();
  return state;
}

/** The catalogue in memory, kept up to date. */
export function useCatalog(): CatalogState {
  return useSyncExternalStore(subscribe, catalogNow);
}

function start(): void {
  if (started) return;
  started = true;
  followBrands({
    put: (rows) => {
      for (const row of rows) index.putBrand(row);
      announceSoon();
    },
    remove: (ids) => {
      for (const id of ids) index.removeBrand(id);
      announceSoon();
    },
    reset: () => undefined,
    whole: () => undefined,
  });
  followProducts({
    put: (rows) => {
      for (const row of rows) {
        index.put(row);
        barcodes.put(row);
      }
      announceSoon();
    },
    remove: (ids) => {
      for (const id of ids) index.remove(id);
      announceSoon();
    },
    reset: () => {
      whole = false;
      index.clear();
      barcodes.clear();
      announceSoon();
    },
    whole: () => {
      whole = true;
      announce();
    },
  });
}

function announceSoon(): void {
  announced ??= setTimeout(announce, whole ? pause.whole : pause.partial);
}

function announce(): void {
  clearTimeout(announced);
  announced = undefined;
  state = { index, barcodes, size: index.size, whole, version: state.version + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
