import { Skeleton } from "../skeleton.tsx";

/** The shape of a DataTable that is to come. */
export function SkeletonTable({ label, rows = 8 }: { readonly label: string; readonly rows?: number | undefined }) {
  return (
    <div role="status" className="overflow-hidden rounded-surface border border-line bg-surface">
      <span className="unseen">{label}</span>
      <div className="h-11 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-row items-center gap-8 border-b border-line px-4 last:border-b-0">
          <Skeleton className="h-4 w-16 shrink-0" />
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="ml-auto hidden h-4 w-24 sm:block" />
        </div>
      ))}
    </div>
  );
}
