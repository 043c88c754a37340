import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

export interface PageHeaderProps {
  readonly title: string;
  /** Links to the pages above, the nearest last; elements of the router. The page itself is not among them. */
  readonly breadcrumbs?: readonly { readonly key: string; readonly link: ReactNode }[] | undefined;
  readonly breadcrumbsLabel: string;
  /** A state or a count after the title. */
  readonly note?: ReactNode;
  readonly description?: string | undefined;
  readonly actions?: ReactNode;
}

/** The top of a page: where it is, what it is, what can be done. */
export function PageHeader({ title, breadcrumbs = [], breadcrumbsLabel, note, description, actions }: PageHeaderProps) {
  return (
    <header className="grid gap-1">
      {breadcrumbs.length === 0 ? null : (
        <nav aria-label={breadcrumbsLabel}>
          <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
            {breadcrumbs.map(({ key, link }, position) => (
              <li
                key={key}
                className="inline-flex items-center gap-1 [&_a]:inline-flex [&_a]:min-h-8 [&_a]:items-center [&_a]:rounded-small hover:[&_a]:text-text hover:[&_a]:underline"
              >
                {position === 0 ? null : <ChevronRight aria-hidden className="size-4" />}
                {link}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
            {note}
          </div>
          {description === undefined ? null : <p className="mt-1 max-w-prose text-base text-muted">{description}</p>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
