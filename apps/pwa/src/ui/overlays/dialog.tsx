import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { cx } from "../cx.ts";
import type { DialogProps } from "../dialog.tsx";

/** See ui/dialog.tsx. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  actions,
  width = "narrow",
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-30 flex items-end justify-center sm:items-center sm:p-6">
          <Base.Popup
            className={cx(
              "flex max-h-[calc(100dvh-1rem)] w-full flex-col border border-line bg-surface outline-none sm:rounded-surface",
              "rounded-t-surface transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
              width === "wide" ? "sm:max-w-3xl" : "sm:max-w-md",
            )}
          >
            <header className="flex items-start gap-3 pt-4 pr-3 pl-6">
              <div className="grow pt-2">
                <Base.Title className="text-lg font-semibold">{title}</Base.Title>
                {description === undefined ? null : (
                  <Base.Description className="mt-1 text-base text-muted">{description}</Base.Description>
                )}
              </div>
              <Base.Close
                aria-label={closeLabel}
                className="flex size-12 shrink-0 items-center justify-center rounded-control hover:bg-hover"
              >
                <X aria-hidden className="size-5" />
              </Base.Close>
            </header>
            <div className="min-h-0 grow overflow-y-auto px-6 pt-4 pb-6">{children}</div>
            {actions === undefined ? null : (
              <footer className="flex flex-col-reverse gap-3 border-t border-line px-6 py-4 sm:flex-row sm:justify-end">
                {actions}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
