import { Drawer as Base } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import { cx } from "../cx.ts";
import type { SheetProps } from "../sheet.tsx";

const places = {
  left: "justify-start",
  right: "justify-end",
  bottom: "items-end justify-center",
};
const shapes = {
  left: "h-full w-80 max-w-[85vw] border-r [transform:translateX(var(--drawer-swipe-movement-x))] data-starting-style:[transform:translateX(-100%)] data-ending-style:[transform:translateX(-100%)]",
  right:
    "h-full w-[28rem] max-w-full border-l [transform:translateX(var(--drawer-swipe-movement-x))] data-starting-style:[transform:translateX(100%)] data-ending-style:[transform:translateX(100%)]",
  bottom:
    "max-h-[calc(100dvh-2rem)] w-full rounded-t-surface border-t [transform:translateY(var(--drawer-swipe-movement-y))] data-starting-style:[transform:translateY(100%)] data-ending-style:[transform:translateY(100%)]",
};

/** See ui/sheet.tsx. */
export function Sheet({
  open,
  onOpenChange,
  title,
  closeLabel,
  children,
  footer,
  side = "right",
  hiddenTitle = false,
}: SheetProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      swipeDirection={side === "bottom" ? "down" : side}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className={cx("fixed inset-0 z-30 flex", places[side])}>
          <Base.Popup
            className={cx(
              "flex flex-col border-line bg-surface outline-none",
              "transition-transform duration-(--calm) data-swiping:duration-0",
              shapes[side],
            )}
          >
            <header className="flex items-center gap-2 py-2 pr-2 pl-4">
              <Base.Title className={hiddenTitle ? "unseen" : "grow text-lg font-semibold"}>{title}</Base.Title>
              <Base.Close
                aria-label={closeLabel}
                className="ml-auto flex size-12 shrink-0 items-center justify-center rounded-control hover:bg-hover"
              >
                <X aria-hidden className="size-5" />
              </Base.Close>
            </header>
            <Base.Content className="min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-4">
              {children}
            </Base.Content>
            {footer === undefined ? null : <footer className="border-t border-line p-4">{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
