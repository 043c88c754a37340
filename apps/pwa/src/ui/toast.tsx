import { useEffect, useState } from "react";
import { useOverlays } from "./overlays.ts";
import type { Tone } from "./status.tsx";

export interface ToastOptions {
  /** What happened, in one line. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Default `neutral`. */
  readonly tone?: Tone | undefined;
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined;
}

export interface ToastPlaceProps {
  /** What the place of the toasts is called, read aloud. */
  readonly label: string;
  readonly closeLabel: string;
}

type Add = (options: ToastOptions) => () => void;

const { promise: ready, resolve: onReady } = Promise.withResolvers<Add>();

/**
 * Says something that asks for nothing, for five seconds (ten with an action, or until that is chosen). What must not be
 * missed is a Banner. Returns what takes it away earlier.
 */
export function showToast(options: ToastOptions): () => void {
  let over = false;
  const shown = ready.then((add) => (over ? undefined : add(options)));
  return () => {
    over = true;
    void shown.then((close) => close?.());
  };
}

/**
 * Where toasts appear. Stands once, beside the app. At the left below, away from what moves money forward; where the
 * page is narrow that is all of its lower end, so there they stand under the top bar.
 */
export function ToastPlace(props: ToastPlaceProps) {
  const overlays = useOverlays(useOpened());
  return overlays === null ? null : <overlays.Toasts {...props} onReady={onReady} />;
}

/** Milliseconds in which the first screen opens. An idle browser is no sign: it is idle whenever the database is read. */
const opening = 2_000;

/** True once the first screen stands. The place of the toasts is then there before the first of them. */
function useOpened(): boolean {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOpened(true), opening);
    return () => clearTimeout(timer);
  }, []);
  return opened;
}
