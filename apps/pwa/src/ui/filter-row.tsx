import type { ReactNode } from "react";

/** Chips in one line above a list; on a narrow screen the line scrolls sideways. */
export function FilterRow({ children }: { readonly children: ReactNode }) {
  return <div className="-m-1 flex shrink-0 gap-2 overflow-x-auto p-1">{children}</div>;
}
