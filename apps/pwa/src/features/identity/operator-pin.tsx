import type { OperatorRow } from "@balcao/shared/identity/rows";
import { KeyRound, UsersRound } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Button } from "../../ui/button.tsx";
import { PinPad } from "../../ui/pin-pad.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { messages } from "./counter-messages.ts";
import { attemptsLeft } from "./lock-out.ts";
import { type PinEntry, usePinEntry } from "./use-pin-entry.ts";
import { clockText } from "./use-seconds.ts";

/** The PIN of one operator, or who can give them one. */
export function OperatorPin({ operator, onBack }: { readonly operator: OperatorRow; readonly onBack: () => void }) {
  const texts = useMessages(messages);
  return (
    <div className="flex w-full max-w-80 flex-col items-center gap-2">
      {operator.pinHash === null ? (
        <EmptyState icon={KeyRound} title={texts.noPinTitle(operator.name)}>
          {texts.noPinText}
        </EmptyState>
      ) : (
        <PinQuestion operator={operator} />
      )}
      <Button variant="quiet" icon={UsersRound} onClick={onBack} className="lg:hidden">
        {texts.back}
      </Button>
    </div>
  );
}

function PinQuestion({ operator }: { readonly operator: OperatorRow }) {
  const texts = useMessages(messages);
  const entry = usePinEntry(operator);
  const pad = useRef<HTMLDivElement>(null);
  useKeysAtOnce(pad);
  return (
    <div ref={pad} className="grid w-full justify-items-center gap-4">
      <h2 className="text-center text-xl font-semibold tracking-tight">{operator.name}</h2>
      <PinPad
        label={texts.pinOf(operator.name)}
        submitLabel={texts.enter}
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

/** A keyboard types the PIN with nothing focused; the pad takes the focus with the first digit. */
function useKeysAtOnce(around: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = ({ target, key }: KeyboardEvent) => {
      const pad = around.current?.querySelector<HTMLElement>('[role="group"]');
      if (target !== document.body || !/^\d$/.test(key) || pad == null) return;
      pad.focus();
      pad.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [around]);
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
