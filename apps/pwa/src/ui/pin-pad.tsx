import { CircleAlert } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";
import { Keypad } from "./keypad.tsx";

/** A pad that keys reach without being typed on it. */
export interface PinPadHandle {
  readonly focus: () => void;
  /** Presses a digit, or several one after the other. */
  readonly press: (digits: string) => void;
}

export interface PinPadProps {
  readonly ref?: Ref<PinPadHandle> | undefined;
  readonly label: string;
  readonly submitLabel: string;
  readonly backspaceLabel: string;
  /** Reads the number of digits typed aloud, never the digits. */
  readonly countLabel: (typed: number) => string;
  /** Called with the digits; the pad empties itself at once. */
  readonly onSubmit: (pin: string) => void;
  /** What was wrong, and what to do. */
  readonly error?: string | undefined;
  /** The PIN is being checked. */
  readonly busy?: boolean | undefined;
  /** Locked out: keys do nothing until the caller lets them. */
  readonly locked?: boolean | undefined;
  /** Takes the keyboard as soon as it is shown. */
  readonly autoFocus?: boolean | undefined;
  /** Defaults: 4 and 8. */
  readonly shortest?: number | undefined;
  readonly longest?: number | undefined;
}

/** A PIN by finger or by keyboard. It holds the digits in memory only, and never shows or reads them. */
export function PinPad({ ref, ...props }: PinPadProps) {
  const { onSubmit, busy = false, locked = false, shortest = 4, longest = 8 } = props;
  const [pin, setPin] = useState("");
  const pad = useRef<HTMLDivElement>(null);
  const autoFocus = props.autoFocus === true;
  useEffect(() => {
    if (!autoFocus) return undefined;
    // A dialog around the pad places the focus first.
    const frame = requestAnimationFrame(() => rest(pad.current));
    return () => cancelAnimationFrame(frame);
  }, [autoFocus]);
  const submit = () => {
    if (busy || locked || pin.length < shortest) return;
    setPin("");
    onSubmit(pin);
  };
  const press = (key: string) => {
    if (busy || locked) return;
    setPin((typed) => (key === "backspace" ? typed.slice(0, -1) : (typed + key).slice(0, longest)));
  };
  useImperativeHandle(ref, () => ({ focus: () => rest(pad.current), press }));
  const type = (event: KeyboardEvent) => {
    if (event.key === "Enter") submit();
    else if (event.key === "Backspace") press("backspace");
    else if (/^\d$/.test(event.key)) press(event.key);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={pad}
      role="group"
      aria-label={props.label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the pad itself takes digits from a keyboard
      tabIndex={0}
      onKeyDown={type}
      onBlur={(event) => delete event.currentTarget.dataset["resting"]}
      className="grid w-full max-w-80 gap-4 rounded-surface p-1 data-resting:outline-none"
    >
      <p role="status" className="unseen">
        {props.countLabel(pin.length)}
      </p>
      <Dots typed={pin.length} shortest={shortest} />
      <p role="alert" className="flex min-h-10 items-center justify-center gap-1.5 text-center text-sm text-negative">
        {props.error === undefined ? null : <CircleAlert aria-hidden className="size-4 shrink-0" />}
        {props.error}
      </p>
      <Keypad label={props.label} backspaceLabel={props.backspaceLabel} corner={null} onKey={press} disabled={locked} />
      <Button
        variant="primary"
        size="large"
        wide
        busy={busy}
        disabled={locked || pin.length < shortest}
        onClick={submit}
      >
        {props.submitLabel}
      </Button>
    </div>
  );
}

/** Gives the pad the keyboard without a ring around it: that is for those who come to it by Tab. */
function rest(pad: HTMLElement | null): void {
  if (pad === null) return;
  pad.dataset["resting"] = "";
  pad.focus();
}

function Dots({ typed, shortest }: { readonly typed: number; readonly shortest: number }) {
  return (
    <div aria-hidden className="flex h-4 items-center justify-center gap-4">
      {Array.from({ length: Math.max(shortest, typed) }, (_, position) => (
        <span
          key={position}
          className={cx("size-4 rounded-full border", position < typed ? "border-text bg-text" : "border-edge")}
        />
      ))}
    </div>
  );
}
