import { Tooltip as Base } from "@base-ui/react/tooltip";

export interface TooltipPopupProps {
  readonly text: string;
  readonly anchor: Element;
  /** Esc was pressed. */
  readonly onClose: () => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** The words beside a control. When they stand there is decided by ui/tooltip.tsx. */
export function TooltipPopup({ text, anchor, onClose, onEnter, onLeave }: TooltipPopupProps) {
  return (
    <Base.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} className="z-50">
          <Base.Popup
            onPointerEnter={onEnter}
            onPointerLeave={onLeave}
            className="rounded-small bg-text px-2 py-1 text-xs text-background"
          >
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
