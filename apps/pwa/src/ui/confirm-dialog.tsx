import type { ReactNode } from "react";
import { useOverlays } from "./overlays.ts";

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly description: string;
  /** The act in words: "Revoke the tablet", never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly danger?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly children?: ReactNode;
}

/** Asks once before what cannot be undone. Cancel has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const overlays = useOverlays(props.open);
  return overlays === null ? null : <overlays.ConfirmDialog {...props} />;
}
