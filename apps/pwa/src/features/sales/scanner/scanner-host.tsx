import { useEffect, useEffectEvent } from "react";
import { useSetting } from "../../../kernel/settings.ts";
import { listenToScanner } from "./listen.ts";
import { scannerSetting } from "./settings.ts";
import { listeningScreen } from "./use-scanner.ts";
import { useUnwantedCode } from "./use-unwanted-code.ts";

/**
 * Hears the scanner on every page of the counter, whatever has the focus, so that no code ever lands in a PIN, in counted
 * cash or in a quantity. A code that no screen waits for beeps and is told.
 */
export function ScannerHost() {
  const settings = useSetting(scannerSetting);
  const unwanted = useEffectEvent(useUnwantedCode());
  useEffect(() => {
    if (settings === undefined) return undefined;
    return listenToScanner(settings, ({ code, slowest }) => (listeningScreen() ?? unwanted)(code, slowest));
  }, [settings]);
  return null;
}
