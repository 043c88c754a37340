import type { ScaleBarcode } from "@balcao/shared/stores/rows";
import { type RefObject, useRef } from "react";
import { insertInto } from "../../../kernel/text-field.ts";
import { beep } from "../beep.ts";
import { notify } from "./desk.ts";
import { takeText } from "./take.ts";

/** The keys of the search box. */
export interface SearchEntry {
  /** Types a character into the box, wherever the focus was; the keys behind it go there by themselves. */
  readonly type: (character: string) => void;
  /** Takes what stands in the box. `chooseOne`: several products match or one is a guess, so the person chooses. */
  readonly enter: (chooseOne: () => void) => Promise<void>;
  /** What was typed while the last entry was looked up, out of the box: it is meant for what that entry asks. */
  readonly takeTail: () => string;
  /** The text has found what it was for. It stays, so that more of what it found can be picked; the next key begins anew. */
  readonly spend: () => void;
  /** The box was tapped: a spent text is selected again. */
  readonly onTap: () => void;
}

/**
 * Enters text from the search box. What was entered stays selected until it is known what it means, so that the next key
 * begins the next code, however long that takes. The box itself is asked what stands in it: the screen may be drawn later.
 */
export function useSearchEntry(
  box: RefObject<HTMLInputElement | null>,
  scale: ScaleBarcode,
  categoryId: string | null,
): SearchEntry {
  const asked = useRef<{ readonly text: string; typed: boolean } | null>(null);
  const spent = useRef<string | null>(null);
  const enter = async (chooseOne: () => void) => {
    const input = box.current;
    if (input === null || (asked.current !== null && isUntouched(input, asked.current))) return;
    const text = input.value;
    const entry = { text, typed: false };
    const onInput = () => {
      entry.typed = true;
    };
    asked.current = entry;
    selectAll(input);
    input.addEventListener("input", onInput);
    const entered = await takeText(text, scale, categoryId);
    input.removeEventListener("input", onInput);
    const untouched = isUntouched(input, entry);
    if (asked.current === entry) asked.current = null;
    if (entered === "done") {
      if (untouched) clear(input);
    } else if (untouched) {
      input.setSelectionRange(text.length, text.length);
      if (entered === "choose") chooseOne();
    } else {
      beep();
      notify({ kind: "not-entered", text });
    }
  };
  return {
    enter,
    type: (character) => {
      const input = box.current;
      if (input === null) return;
      input.focus();
      if (input.selectionStart === input.selectionEnd) input.setSelectionRange(input.value.length, input.value.length);
      insertInto(input, character);
    },
    takeTail: () => {
      const input = box.current;
      if (input === null || asked.current === null || isUntouched(input, asked.current)) return "";
      const tail = input.value;
      clear(input);
      return tail;
    },
    spend: () => {
      const input = box.current;
      if (input === null) return;
      spent.current = input.value;
      selectAll(input);
    },
    onTap: () => {
      const input = box.current;
      if (input !== null && input.value === spent.current) selectAll(input);
      spent.current = null;
    },
  };
}

/** Unlike select(), this leaves the focus where it is. */
function selectAll(input: HTMLInputElement): void {
  input.setSelectionRange(0, input.value.length);
}

function clear(input: HTMLInputElement): void {
  selectAll(input);
  insertInto(input, "");
}

/** Whether nothing was typed since `text` was entered, or only a code that a scanner has taken back: then it is selected again. */
function isUntouched(
  input: HTMLInputElement,
  { text, typed }: { readonly text: string; readonly typed: boolean },
): boolean {
  return input.value === text && (!typed || (input.selectionStart === 0 && input.selectionEnd === text.length));
}
