import { useEffectEvent, useLayoutEffect, useRef } from "react";
import { listeningScreen, useScanner } from "./use-scanner.ts";
import { useUnwantedCode } from "./use-unwanted-code.ts";

/**
 * Stands where a screen will that is still being read from the local database, which may be busy with a fresh copy: keeps
 * what is scanned until then and gives it to that screen. What no screen takes is told.
 */
export function ScansWait() {
  const unwanted = useUnwantedCode();
  const scans = useRef<{ readonly code: string; readonly slowest: number }[]>([]);
  useScanner((code, slowest) => scans.current.push({ code, slowest }));
  const handOver = useEffectEvent(() => {
    for (const { code, slowest } of scans.current.splice(0)) (listeningScreen() ?? unwanted)(code, slowest);
  });
  // The screen that comes in the same breath begins to listen right after this one has gone.
  useLayoutEffect(() => () => queueMicrotask(handOver), []);
  return null;
}
