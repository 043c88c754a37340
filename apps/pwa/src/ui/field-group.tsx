import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

export interface FieldGroupProps {
  readonly label: string;
  /** Checkboxes or switches that answer one question together. */
  readonly children: ReactNode;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** Several controls under one label, as a group. */
export function FieldGroup({ label, children, hint, error }: FieldGroupProps) {
  const id = useId();
  const described = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`].join(" ").trim();
  return (
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={described === "" ? undefined : described}
      className="grid gap-1"
    >
      <p id={id} className="text-sm font-medium">
        {label}
      </p>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-sm text-negative">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
      <div>{children}</div>
    </div>
  );
}
