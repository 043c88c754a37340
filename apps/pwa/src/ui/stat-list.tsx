import { cx } from "./cx.ts";

export interface Stat {
  readonly label: string;
  /** Already formatted. */
  readonly value: string;
  /** `quiet` for what is nothing; `negative` for what went wrong. */
  readonly tone?: "normal" | "quiet" | "negative" | undefined;
}

/** A few figures side by side, each with its name. */
export function StatList({ stats }: { readonly stats: readonly Stat[] }) {
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-surface border border-line bg-line">
      {stats.map(({ label, value, tone = "normal" }) => (
        <div key={label} className="flex grow basis-32 flex-col-reverse justify-end gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-muted">{label}</dt>
          <dd
            className={cx(
              "figures text-xl font-semibold",
              tone === "quiet" && "text-muted",
              tone === "negative" && "text-negative",
            )}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
