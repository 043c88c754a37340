import { useEffect, useEffectEvent } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useSetting } from "../../../kernel/settings.ts";
import { showToast } from "../../../ui/toast.tsx";
import { beep } from "../beep.ts";
import { listenToScanner } from "./listen.ts";
import { messages } from "./messages.ts";
import { scannerSetting } from "./settings.ts";
import { listeningScreen } from "./use-scanner.ts";

/**
 * Hears the scanner on every page of the counter, whatever has the focus, so that no code ever lands in a PIN, in counted
 * cash or in a quantity. A code that no screen waits for beeps and is told.
 */
export function ScannerHost() {
  const texts = useMessages(messages);
  const settings = useSetting(scannerSetting);
  const unwanted = useEffectEvent((code: string) => {
    beep();
    showToast({ title: texts.unwanted(code), description: texts.unwantedText, tone: "waiting" });
  });
  useEffect(() => {
    if (settings === undefined) return undefined;
    return listenToScanner(settings, ({ code, slowest }) => (listeningScreen() ?? unwanted)(code, slowest));
  }, [settings]);
  return null;
}
