import { useEffect, useEffectEvent } from "react";
import { useSetting } from "../../../kernel/settings.ts";
import { listenToScanner } from "./listen.ts";
import { scannerSetting } from "./settings.ts";

/** Hears the scanner, whatever has the focus, for as long as the caller is shown. */
export function useScanner(onCode: (code: string) => void): void {
  const settings = useSetting(scannerSetting);
  const hear = useEffectEvent(onCode);
  useEffect(() => (settings === undefined ? undefined : listenToScanner(settings, (code) => hear(code))), [settings]);
}
