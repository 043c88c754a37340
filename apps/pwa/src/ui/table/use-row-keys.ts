import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";

interface RowKeys {
  /** The row that Tab reaches. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Moves through rows by keyboard: arrows, Page Up and Down, Home, End; Enter opens. One row is in the tab order. */
export function useRowKeys(
  container: RefObject<HTMLElement | null>,
  count: number,
  reach: { readonly scrollTo: (index: number) => void; readonly pageSize: () => number; readonly open: (index: number) => void },
): RowKeys {
  const [active, setActive] = useState(0);
  const [moved, setMoved] = useState(0);
  const bounded = Math.max(0, Math.min(active, count - 1));

  useEffect(() => {
    if (moved === 0) return undefined;
    // The row may have to be rendered first, once the virtualiser has scrolled to it.
    const frame = requestAnimationFrame(() => {
      container.current?.querySelector<HTMLElement>(`[data-row="${bounded}"]`)?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [container, bounded, moved]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest("[data-row]") !== event.target) return;
    if (event.key === "Enter") {
      reach.open(bounded);
      return;
    }
    const next = destination(event.key, bounded, count, reach.pageSize());
    if (next === null) return;
    event.preventDefault();
    reach.scrollTo(next);
    setActive(next);
    setMoved((times) => times + 1);
  };
  return { active: bounded, setActive, onKeyDown };
}

function destination(key: string, from: number, count: number, pageSize: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageSize, PageUp: -pageSize, Home: -count, End: count };
  const step = steps[key];
  return step === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, from + step));
}
