import { useLayoutEffect } from "react";

/** `touch`: every target has 48 px. `desk`: a wide screen with a mouse and no touch gets denser (ui/tokens.css). */
export type Density = "touch" | "desk";

/** Sets the density of the whole page while the caller is shown; popups stand outside of it in the tree. */
export function useDensity(density: Density): void {
  useLayoutEffect(() => {
    const page = document.documentElement;
    const before = page.dataset["density"];
    page.dataset["density"] = density;
    return () => {
      if (before === undefined) delete page.dataset["density"];
      else page.dataset["density"] = before;
    };
  }, [density]);
}
