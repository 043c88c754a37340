import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export interface FieldProps {
  readonly label: string;
  /** One control of ui/: TextInput, MoneyInput, Select, Combobox, Switch… It finds its label by itself. */
  readonly children: ReactNode;
  /** What to put in, when the label does not say it. */
  readonly hint?: string | undefined;
  /** What is wrong and what to do, or undefined when nothing is. */
  readonly error?: string | undefined;
  /** Beside the label, such as "optional". */
  readonly note?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** The label is read aloud but not shown; for a lone control whose purpose is plain to see. */
  readonly hiddenLabel?: boolean | undefined;
  readonly className?: string | undefined;
}

/** One line of a form: label above, then the control; the error stands beside it where there is room, else below. */
export function Field({
  label,
  children,
  hint,
  error,
  note,
  name,
  disabled,
  hiddenLabel = false,
  className,
}: FieldProps) {
  const invalid = error !== undefined;
  return (
    <Base.Root
      {...(name === undefined ? {} : { name })}
      invalid={invalid}
      disabled={disabled ?? false}
      className={cx("@container/field grid w-full gap-1.5", className)}
    >
      <div className={hiddenLabel ? "unseen" : "flex items-baseline gap-2"}>
        <Base.Label className="text-sm font-medium">{label}</Base.Label>
        {note === undefined ? null : <span className="text-sm text-muted">{note}</span>}
      </div>
      <div className="grid gap-1.5 @2xl/field:grid-cols-[minmax(0,28rem)_minmax(0,1fr)] @2xl/field:items-center @2xl/field:gap-x-4">
        {children}
        <FieldError error={error} />
        {hint === undefined ? null : (
          <Base.Description className="col-start-1 text-sm text-muted">{hint}</Base.Description>
        )}
      </div>
    </Base.Root>
  );
}

function FieldError({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <Base.Error match className="flex items-start gap-1.5 text-sm text-negative">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{error}</span>
    </Base.Error>
  );
}
