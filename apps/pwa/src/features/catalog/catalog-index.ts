import { useSyncExternalStore } from "react";
import { followBrands, followProducts } from "./local.ts";
import { SearchIndex } from "./search-index.ts";

/** How much of the catalogue can be searched, and which state of it this is. */
export interface CatalogState {
  readonly index: SearchIndex;
  /** Active products in the index. */
  readonly size: number;
  /** Everything that is on this device is in the index. More may still be on its way from the server. */
  readonly whole: boolean;
  /** Grows whenever a search may answer differently. */
  readonly version: number;
}

const index = new SearchIndex();
const listeners = new Set<() => void>();
let state: CatalogState = { index, size: 0, whole: false, version: 0 };
let started = false;
let announced: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds between two announcements: while the catalogue loads, changes come by the hundred. */
const pause = 150;

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
    put: (rows) => change(() => rows.forEach((row) => index.putBrand(row))),
    remove: (ids) => change(() => ids.forEach((id) => index.removeBrand(id))),
    reset: () => undefined,
    whole: () => undefined,
  });
  followProducts({
    put: (rows) => change(() => rows.forEach((row) => index.put(row))),
    remove: (ids) => change(() => ids.forEach((id) => index.remove(id))),
    reset: () => change(() => index.clear(), false),
    whole: () => change(() => undefined, true),
  });
}

function change(work: () => void, whole = state.whole): void {
  work();
  state = { ...state, size: index.size, whole };
  announced ??= setTimeout(announce, pause);
}

function announce(): void {
  announced = undefined;
  state = { ...state, version: state.version + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
