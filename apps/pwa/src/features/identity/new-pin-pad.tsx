import { isWeakPin } from "@balcao/shared/identity/pin";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { PinPad } from "../../ui/pin-pad.tsx";
import { messages } from "./office-messages.ts";

export interface NewPinPadProps {
  readonly busy: boolean;
  /** What the server found wrong. */
  readonly error: string | undefined;
  readonly onPin: (pin: string) => void;
}

/** A new PIN, typed twice. One that is easy to guess is refused at once. */
export function NewPinPad({ busy, error, onPin }: NewPinPadProps) {
  const texts = useMessages(messages);
  const [first, setFirst] = useState<string | null>(null);
  const [fault, setFault] = useState<"pinWeak" | "pinDiffers" | null>(null);
  const submit = (pin: string) => {
    if (first === null) {
      const weak = isWeakPin(pin);
      setFault(weak ? "pinWeak" : null);
      setFirst(weak ? null : pin);
      return;
    }
    setFirst(null);
    setFault(pin === first ? null : "pinDiffers");
    if (pin === first) onPin(pin);
  };
  const title = first === null ? texts.newPin : texts.repeatPin;
  return (
    <div className="grid justify-items-center gap-4">
      <p aria-live="polite" className="text-base font-medium">
        {title}
      </p>
      <PinPad
        label={title}
        submitLabel={first === null ? texts.pinNext : texts.pinSave}
        backspaceLabel={texts.backspace}
        countLabel={texts.pinTyped}
        error={fault === null ? error : texts[fault]}
        busy={busy}
        autoFocus
        onSubmit={submit}
      />
    </div>
  );
}
