import { useEffect, useSyncExternalStore } from "react";

/** Milliseconds until what could not be fetched is tried again. */
const pause = 2_000;

export interface WhenAsked<Part> {
  /** The part, or null until it is here; it is fetched once somebody has asked. Stays the same from then on. */
  readonly use: (asked: boolean) => Part | null;
  /** Fetches it before it is asked for. */
  readonly fetch: () => void;
}

/**
 * A part of the app that no screen begins with. Not React's `lazy`: this one renders at once when the part is here, and a
 * part that could not be fetched is missing for a while and breaks nothing.
 */
export function whenAsked<Part>(load: () => Promise<Part>): WhenAsked<Part> {
  const listeners = new Set<() => void>();
  let part: Part | null = null;
  let fetching = false;
  const fetch = () => {
    if (fetching) return;
    fetching = true;
    load().then(
      (loaded) => {
        part = loaded;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        console.warn("a part of the app did not come", error);
        setTimeout(() => {
          fetching = false;
          fetch();
        }, pause);
      },
    );
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    use: (asked) => {
      useEffect(() => {
        if (asked) fetch();
      }, [asked]);
      return useSyncExternalStore(subscribe, () => part);
    },
    fetch,
  };
}
