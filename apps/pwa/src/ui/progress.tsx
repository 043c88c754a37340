import { Progress as Base } from "@base-ui/react/progress";

export interface ProgressProps {
  readonly label: string;
  /** 0 to 1, or null when how much is left is not known. */
  readonly value: number | null;
  /** What stands at the right: "12,000 of 50,000". */
  readonly text?: string | undefined;
}

/** How far something has come. */
export function Progress({ label, value, text }: ProgressProps) {
  return (
    <Base.Root value={value === null ? null : Math.round(value * 100)} className="grid w-full gap-2">
      <div className="flex justify-between gap-4 text-sm">
        <Base.Label className="font-medium">{label}</Base.Label>
        {text === undefined ? null : <span className="figures text-muted">{text}</span>}
      </div>
      <Base.Track className="h-2 overflow-hidden rounded-full bg-pressed">
        <Base.Indicator className="h-full rounded-full bg-accent transition-[width] duration-(--calm) data-indeterminate:w-2/5 data-indeterminate:breathing" />
      </Base.Track>
    </Base.Root>
  );
}
