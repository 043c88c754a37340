import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { showToast } from "../../../ui/toast.tsx";
import { beep } from "../beep.ts";
import { messages } from "./messages.ts";

/** What becomes of a code that no screen waits for: it beeps and is told. */
export function useUnwantedCode(): (code: string) => void {
  const texts = useMessages(messages);
  return (code) => {
    beep();
    showToast({ title: texts.unwanted(code), description: texts.unwantedText, tone: "waiting" });
  };
}
