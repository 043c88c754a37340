import { cx } from "./cx.ts";

/** The shape of what is coming. Size it with `className` so that nothing jumps when it comes. */
export function Skeleton({ className }: { readonly className?: string | undefined }) {
  return <span aria-hidden className={cx("breathing block rounded-small bg-pressed", className ?? "h-4 w-full")} />;
}

/** Lines of text to come. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number | undefined }) {
  return (
    <span aria-hidden className="grid gap-2">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={line === lines - 1 ? "h-4 w-3/5" : "h-4 w-full"} />
      ))}
    </span>
  );
}

/** A form to come: as many labels and controls. */
export function SkeletonForm({ fields = 4, label }: { readonly fields?: number | undefined; readonly label: string }) {
  return (
    <div role="status" className="grid gap-6">
      <span className="unseen">{label}</span>
      {Array.from({ length: fields }, (_, field) => (
        <div key={field} className="grid max-w-[28rem] gap-2">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-control w-full rounded-control" />
        </div>
      ))}
    </div>
  );
}
