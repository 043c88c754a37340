import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export interface SurfaceProps {
  readonly children: ReactNode;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Stands right of the title. */
  readonly actions?: ReactNode;
  /** The content goes to the edges, as a table does. */
  readonly flush?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A bordered piece of a page. */
export function Surface({ children, title, description, actions, flush = false, className }: SurfaceProps) {
  return (
    <section className={cx("overflow-hidden rounded-surface border border-line bg-surface", className)}>
      {title === undefined ? null : (
        <header className={cx("flex flex-wrap items-start justify-between gap-3 px-4 pt-4 sm:px-6", flush && "pb-4")}>
          <div className="min-w-0">
            <h2 className="text-lg font-semibold">{title}</h2>
            {description === undefined ? null : <p className="mt-0.5 text-sm text-muted">{description}</p>}
          </div>
          {actions}
        </header>
      )}
      {flush ? children : <div className="px-4 py-4 sm:px-6">{children}</div>}
    </section>
  );
}
