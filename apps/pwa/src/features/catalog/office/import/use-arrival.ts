import { type RefObject, useLayoutEffect, useRef } from "react";

/** For the beginning of something that a person waited for: when `what` comes, it goes to the top of the screen and takes the focus. */
export function useArrival<E extends HTMLElement>(what: unknown): RefObject<E | null> {
  const beginning = useRef<E>(null);
  useLayoutEffect(() => {
    if (what === null) return;
    beginning.current?.focus({ preventScroll: true });
    beginning.current?.scrollIntoView({ block: "start" });
  }, [what]);
  return beginning;
}
