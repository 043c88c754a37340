import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

export interface PopoverProps {
  /** The button that opens it: a Button or IconButton element. */
  readonly trigger: ReactElement;
  readonly title: string;
  readonly children: ReactNode;
  readonly align?: "start" | "center" | "end" | undefined;
}

/** A small panel beside its button, for settings of what is on the screen. */
export function Popover({ trigger, title, children, align = "end" }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-40">
          <Base.Popup className="popup max-h-(--available-height) min-w-64 max-w-[calc(100vw-2rem)] overflow-y-auto p-4">
            <Base.Title className="mb-2 text-sm font-medium text-muted">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
