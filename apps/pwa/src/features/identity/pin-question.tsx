import type { OperatorRow } from "@balcao/shared/identity/rows";
import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { isTextField } from "../../kernel/text-field.ts";
import { PinPad, type PinPadHandle } from "../../ui/pin-pad.tsx";
import { messages } from "./counter-messages.ts";
import { attemptsLeft } from "./lock-out.ts";
import { type PinEntry, usePinEntry } from "./use-pin-entry.ts";
import { clockText } from "./use-seconds.ts";

export interface PinQuestionProps {
  readonly operator: OperatorRow;
  /** Gives the digits that were typed before this was on the screen, once. */
  readonly takeEarly: () => string;
  /** What the button does that ends the PIN. */
  readonly submitLabel: string;
  /** The PIN was right. */
  readonly onRight: () => void | Promise<void>;
}

/** Asks one operator for their PIN. */
export function PinQuestion({ operator, takeEarly, submitLabel, onRight }: PinQuestionProps) {
  const texts = useMessages(messages);
  const entry = usePinEntry(operator, onRight);
  const pad = useRef<PinPadHandle>(null);
  useKeysAtOnce(pad, takeEarly);
  return (
    <div className="grid w-full justify-items-center gap-4">
      <h2 className="text-center text-xl font-semibold tracking-tight">{operator.name}</h2>
      <PinPad
        ref={pad}
        label={texts.pinOf(operator.name)}
        submitLabel={submitLabel}
        backspaceLabel={texts.backspace}
        countLabel={texts.typed}
        error={useFault(entry)}
        busy={entry.busy}
        locked={entry.wait > 0}
        onSubmit={entry.submit}
      />
    </div>
  );
}

/**
 * A keyboard types the PIN at once: the pad has the focus as soon as it is there, gets what was typed earlier, and every
 * digit that goes elsewhere, such as to the name that was pressed. A text field keeps its digits, and the focus: somebody
 * is writing there.
 */
function useKeysAtOnce(pad: RefObject<PinPadHandle | null>, takeEarly: () => string): void {
  const early = useEffectEvent(takeEarly);
  useLayoutEffect(() => {
    const onKeyDown = ({ target, key, defaultPrevented }: KeyboardEvent) => {
      if (defaultPrevented || !/^\d$/.test(key) || isTextField(target)) return;
      pad.current?.focus();
      pad.current?.press(key);
    };
    if (!isTextField(document.activeElement)) pad.current?.focus();
    pad.current?.press(early());
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [pad]);
}

function useFault({ outcome, wait, guard, busy }: PinEntry): string | undefined {
  const texts = useMessages(messages);
  if (busy) return undefined;
  if (wait > 0) return texts.wait(clockText(wait));
  if (outcome === "failed") return texts.checkFailed;
  if (outcome !== "wrong") return undefined;
  const left = attemptsLeft(guard);
  return left === 0 ? texts.wrong : `${texts.wrong} ${texts.left(left)}`;
}
