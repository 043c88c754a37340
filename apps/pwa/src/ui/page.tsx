import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export interface PageProps {
  readonly children: ReactNode;
  /** `fill` gives a table the rest of the height; `form` keeps lines short; `wide` uses the width. Default `wide`. */
  readonly shape?: "fill" | "form" | "wide" | undefined;
}

/** The inside of a page: its margins, and the space between its parts. */
export function Page({ children, shape = "wide" }: PageProps) {
  return (
    <div
      className={cx(
        "flex w-full flex-col gap-5 px-4 py-4 sm:px-6 sm:py-6",
        shape === "form" ? "max-w-4xl" : "mx-auto max-w-[100rem]",
        shape === "fill" ? "h-full min-h-120 gap-4" : "pb-16",
      )}
    >
      {children}
    </div>
  );
}
