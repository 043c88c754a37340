import type { ReactNode } from "react";

/** One fact of a list: what it is, and below it how it stands. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="figures text-base">{children}</dd>
    </div>
  );
}
