import { useEffect, useEffectEvent } from "react";
import { isTextField } from "../../../kernel/text-field.ts";

/** Keys of a screen by their names (`KeyboardEvent.key`). */
export type KeyMap = Readonly<Record<string, () => void>>;

export interface ScreenKeys {
  /** Heard wherever the focus is, such as F4. */
  readonly everywhere: KeyMap;
  /** Enter where it presses nothing: not on a button, a link or in a text field. */
  readonly onEnter?: () => void;
  /** A character typed where there is no text field. True when it was taken. */
  readonly onCharacter: (character: string) => boolean;
}

/** Listens to the keys of a screen. While a dialog is open, the screen behind it hears nothing. */
export function useScreenKeys({ everywhere, onEnter, onCharacter }: ScreenKeys): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event) || isBehindDialog() || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = everywhere[event.key];
    if (act !== undefined) {
      event.preventDefault();
      act();
    } else if (isEnter(event) && onEnter !== undefined && !isPressable(event.target)) {
      event.preventDefault();
      onEnter();
    } else if (event.key.length === 1 && event.key !== " " && !isTextField(event.target) && onCharacter(event.key)) {
      event.preventDefault();
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => hear(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

/** Whether Enter was pressed anew. Held down it comes again and again, and would take the rest that is due as paid too. */
export function isEnter({ key, repeat }: Pick<KeyboardEvent, "key" | "repeat">): boolean {
  return key === "Enter" && !repeat;
}

/** Whether somebody else has acted on the key. A radio button only refuses Enter, it does nothing with it. */
function isTaken({ defaultPrevented, key, target }: KeyboardEvent): boolean {
  return defaultPrevented && !(key === "Enter" && target instanceof Element && target.role === "radio");
}

/** Whether Enter means something there already. */
function isPressable(target: EventTarget | null): boolean {
  return isTextField(target) || (target instanceof Element && target.closest("button:not([role=radio]), a") !== null);
}

/** Something modal that is open, and not fading out already; a toast is a dialog too, but a polite one. */
const modal = ['[role="dialog"]:not([aria-modal="false"])', '[role="alertdialog"]', '[role="menu"]']
  .map((popup) => `${popup}:not([data-closed])`)
  .join();

function isBehindDialog(): boolean {
  return document.querySelector(modal) !== null;
}
