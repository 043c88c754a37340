import { useCallback, useLayoutEffect, useRef } from "react";

/** A callback that stays the same while what it calls changes, for children that are drawn anew only when they must. */
export function useLatest<Args extends readonly unknown[]>(callback: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
