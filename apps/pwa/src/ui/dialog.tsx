import type { ReactNode } from "react";
import { useOverlays } from "./overlays.ts";

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly closeLabel: string;
  readonly children?: ReactNode;
  /** Buttons, the one that goes forward last. */
  readonly actions?: ReactNode;
  /** `wide` for a table or two columns. Default `narrow` (28rem). */
  readonly width?: "narrow" | "wide" | undefined;
}

/** A question that stops everything else. What has its own address is a page, not this. */
export function Dialog(props: DialogProps) {
  const overlays = useOverlays(props.open);
  return overlays === null ? null : <overlays.Dialog {...props} />;
}
