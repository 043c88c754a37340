import { useState } from "react";

/** A set of hidden columns that this device remembers under `name`. */
export function useHiddenColumns(
  name: string,
  hiddenAtFirst: readonly string[] = [],
): [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const key = `balcao.columns.${name}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(readNames(key) ?? hiddenAtFirst));
  const change = (next: ReadonlySet<string>) => {
    setHidden(next);
    try {
      localStorage.setItem(key, [...next].join(" "));
    } catch (error) {
      console.warn("the choice of columns is not kept", error);
    }
  };
  return [hidden, change];
}

function readNames(key: string): readonly string[] | null {
  try {
    return localStorage.getItem(key)?.split(" ").filter(Boolean) ?? null;
  } catch {
    return null;
  }
}
