import { useDeferredValue, useMemo, useState } from "react";
import { type SearchResult, useCatalog } from "../../catalog/public.ts";

/** How many tiles are made ready at first, and by how much more each time somebody scrolls to their end. */
const first = 240;
const growth = 4;

export interface ProductSearch {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly categoryId: string | null;
  readonly setCategoryId: (categoryId: string | null) => void;
  readonly result: SearchResult;
  /** Makes more of the matches ready. */
  readonly more: () => void;
  /** Active products that can be searched. */
  readonly size: number;
  readonly whole: boolean;
}

/** The search of the sale screen: text, category and what matches, as one types. */
export function useSearch(): ProductSearch {
  const { index, version, size, whole } = useCatalog();
  const [{ text, categoryId, limit }, setQuery] = useState({
    text: "",
    categoryId: null as string | null,
    limit: first,
  });
  const asked = useDeferredValue(text);
  const result = useMemo(
    () => index.search({ text: withoutMultiplier(asked), categoryId, limit, forgiving: true }),
    // `version` stands for what is inside of the index.
    // oxlint-disable-next-line react/exhaustive-deps
    [index, version, asked, categoryId, limit],
  );
  return {
    text,
    setText: (next) => setQuery((query) => ({ ...query, text: next, limit: first })),
    categoryId,
    setCategoryId: (next) => setQuery((query) => ({ ...query, categoryId: next, limit: first })),
    result,
    more: () => setQuery((query) => (query.limit < result.total ? { ...query, limit: query.limit * growth } : query)),
    size,
    whole,
  };
}

/** What is searched for in `3*arroz`; `3*` alone waits for a scan and searches for nothing. */
function withoutMultiplier(text: string): string {
  return text.replace(/^\s*[\d.,]+\s*\*/, "");
}
