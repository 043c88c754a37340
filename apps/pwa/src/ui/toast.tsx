import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useOverlays } from "./overlays.ts";
import type { Tone } from "./status.tsx";

export interface ToastOptions {
  /** What happened, in one line. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Default `neutral`. */
  readonly tone?: Tone | undefined;
}

export interface ToastHostProps {
  /** What the place of the toasts is called, read aloud. */
  readonly label: string;
  readonly closeLabel: string;
}

/** What can be done with toasts once their part is here. */
export interface Toaster {
  readonly add: (options: ToastOptions) => void;
  readonly clear: () => void;
}

const { promise: ready, resolve: onReady } = Promise.withResolvers<Toaster>();

/**
 * Says something that asks for nothing, for five seconds or until the next is said. What must not be missed, or offers
 * something, stands on the screen itself.
 */
export function showToast(options: ToastOptions): void {
  void ready.then(({ add }) => add(options));
}

let place: HTMLElement | null = null;
const listeners = new Set<() => void>();

function standAt(next: HTMLElement | null): void {
  place = next;
  for (const listener of listeners) listener();
}

function onPlace(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Where toasts appear, once on each screen that has some: they take room of their own at the end of what scrolls, so
 * that they lie over nothing and what is above them stays where it is. With the screen they go.
 */
export function ToastPlace() {
  const here = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const own = here.current;
    standAt(own);
    return () => {
      if (place === own) standAt(null);
      void ready.then(({ clear }) => clear());
    };
  }, []);
  return <div ref={here} className="shrink-0" />;
}

/** Keeps the toasts, and draws them where the screen has a place for them. Stands once, beside the app. */
export function ToastHost(props: ToastHostProps) {
  const overlays = useOverlays(useOpened());
  const container = useSyncExternalStore(onPlace, () => place);
  return overlays === null ? null : <overlays.Toasts {...props} container={container} onReady={onReady} />;
}

/** Milliseconds in which the first screen opens. An idle browser is no sign: it is idle whenever the database is read. */
const opening = 2_000;

/** True once the first screen stands. What keeps the toasts is then there before the first of them. */
function useOpened(): boolean {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOpened(true), opening);
    return () => clearTimeout(timer);
  }, []);
  return opened;
}
