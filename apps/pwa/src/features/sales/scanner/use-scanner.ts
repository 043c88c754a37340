import { useEffect, useEffectEvent } from "react";

type OnCode = (code: string) => void;

const screens: OnCode[] = [];

/** Who hears the scanner now: the screen that came last; undefined when none waits for a code. */
export function listeningScreen(): OnCode | undefined {
  return screens.at(-1);
}

/** Takes the codes that are scanned while the caller is shown, whatever has the focus. The counter's frame listens. */
export function useScanner(onCode: OnCode): void {
  const hear = useEffectEvent(onCode);
  useEffect(() => {
    const screen: OnCode = (code) => hear(code);
    screens.push(screen);
    return () => {
      screens.splice(screens.indexOf(screen), 1);
    };
  }, []);
}
