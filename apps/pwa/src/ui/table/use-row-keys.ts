import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

interface RowKeys {
  /** The row that Tab reaches. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface RowReach {
  readonly scrollTo: (index: number) => void;
  readonly pageSize: () => number;
  readonly isLoaded: (index: number) => boolean;
  readonly open: (index: number) => void;
  readonly toggle: (index: number) => void;
}

/** Moves through rows by keyboard: arrows, Page Up and Down, Home, End; Enter opens, Space chooses. One row is in the tab order. */
export function useRowKeys(container: RefObject<HTMLElement | null>, count: number, reach: RowReach): RowKeys {
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  const bounded = Math.max(0, Math.min(active, count - 1));

  // The row that was moved to may only exist some renders later, once the virtualiser has scrolled to it; and while it
  // loads, a skeleton stands for it, whose focus the row has to take over.
  useEffect(() => {
    const index = wanted.current;
    const row = index === null ? null : container.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
    if (!row || index === null) return;
    const focused = document.activeElement;
    const ours = focused === document.body || container.current?.contains(focused) === true;
    if (ours) row.focus({ preventScroll: true });
    if (!ours || reach.isLoaded(index)) wanted.current = null;
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest("[data-row]") !== event.target) return;
    if (event.key === "Enter") {
      reach.open(bounded);
      return;
    }
    if (event.key === " ") {
      event.preventDefault();
      reach.toggle(bounded);
      return;
    }
    const next = destination(event.key, bounded, count, reach.pageSize());
    if (next === null) return;
    event.preventDefault();
    reach.scrollTo(next);
    wanted.current = next;
    setActive(next);
  };
  return { active: bounded, setActive, onKeyDown };
}

function destination(key: string, from: number, count: number, pageSize: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageSize,
    PageUp: -pageSize,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, from + step));
}
