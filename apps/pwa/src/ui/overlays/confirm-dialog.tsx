import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { Button } from "../button.tsx";
import type { ConfirmDialogProps } from "../confirm-dialog.tsx";

/** See ui/confirm-dialog.tsx. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirmLabel,
    cancelLabel,
    onConfirm,
    danger = false,
    busy = false,
    children,
  } = props;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-30 flex items-center justify-center p-4">
          <Base.Popup className="w-full max-w-md rounded-surface border border-line bg-surface p-6 transition-opacity outline-none data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            <Base.Description className="mt-2 text-base text-muted">{description}</Base.Description>
            {children}
            <div className="mt-6 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
              <Base.Close render={<Button>{cancelLabel}</Button>} />
              <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
