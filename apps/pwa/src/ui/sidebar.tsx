import type { ReactNode } from "react";

export interface SidebarGroup {
  readonly key: string;
  readonly title?: string | undefined;
  /** Router links with `className={sidebarLink}`; the active one sets aria-current. */
  readonly links: readonly { readonly key: string; readonly link: ReactNode }[];
}

/** The look of a link of the sidebar. */
export const sidebarLink =
  "flex min-h-control items-center gap-3 rounded-control px-3 text-base text-muted hover:bg-hover hover:text-text " +
  "aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent [&_svg]:size-5 [&_svg]:shrink-0";

/** The places of an area, in groups. */
export function Sidebar({ label, groups }: { readonly label: string; readonly groups: readonly SidebarGroup[] }) {
  return (
    <nav aria-label={label} className="grid gap-5">
      {groups.map((group) => (
        <div key={group.key}>
          {group.title === undefined ? null : (
            <h2 className="px-3 pb-1 text-xs font-medium text-muted">{group.title}</h2>
          )}
          <ul className="grid gap-0.5">
            {group.links.map(({ key, link }) => (
              <li key={key}>{link}</li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
