import { useEffectEvent, useLayoutEffect } from "react";

/** `slowest`: the longest time between two characters, in milliseconds. */
type OnCode = (code: string, slowest: number) => void;

const screens: OnCode[] = [];

/** Who hears the scanner now: the screen that came last; undefined when none waits for a code. */
export function listeningScreen(): OnCode | undefined {
  return screens.at(-1);
}

/** Takes the codes that are scanned while the caller is shown, whatever has the focus. The counter's frame listens. */
export function useScanner(onCode: OnCode): void {
  const hear = useEffectEvent(onCode);
  // Before the screen is painted: whoever sees it may scan.
  useLayoutEffect(() => {
    const screen: OnCode = (code, slowest) => hear(code, slowest);
    screens.push(screen);
    return () => {
      screens.splice(screens.indexOf(screen), 1);
    };
  }, []);
}
