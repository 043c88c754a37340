import { Switch as Base } from "@base-ui/react/switch";

export interface SwitchProps {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Something that is on or off at once. The whole line is the target. */
export function Switch({ checked, onCheckedChange, label, hint, disabled = false }: SwitchProps) {
  return (
    <label className="flex min-h-control items-center justify-between gap-4 py-1">
      <span>
        <span className="block text-base">{label}</span>
        {hint === undefined ? null : <span className="block text-sm text-muted">{hint}</span>}
      </span>
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        className="flex h-7 w-12 shrink-0 rounded-full border border-edge bg-pressed p-0.5 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-45"
      >
        <Base.Thumb className="size-5.5 rounded-full bg-text transition-transform data-checked:translate-x-5 data-checked:bg-accent-text" />
      </Base.Root>
    </label>
  );
}
