import type { ReactNode } from "react";
import { useOverlays } from "./overlays.ts";

export interface SheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
  /** Stays in sight at the bottom while the content scrolls. */
  readonly footer?: ReactNode;
  /** Where it comes from. Default `right`; `bottom` for the thumb on a narrow screen. */
  readonly side?: "left" | "right" | "bottom" | undefined;
  /** The title is read aloud only. */
  readonly hiddenTitle?: boolean | undefined;
}

/** A panel from the edge of the screen; it can be swiped away. */
export function Sheet(props: SheetProps) {
  const overlays = useOverlays(props.open);
  return overlays === null ? null : <overlays.Sheet {...props} />;
}
