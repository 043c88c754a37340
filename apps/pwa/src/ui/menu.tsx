import type { LucideIcon } from "lucide-react";
import { cloneElement, type HTMLAttributes, type ReactElement, useState } from "react";
import { useOverlays } from "./overlays.ts";

export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly onSelect: () => void;
  /** Destroys something. */
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

export interface MenuProps {
  /** The button that opens it: a Button or IconButton element. */
  readonly trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  /** Groups of items; a line stands between groups. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly align?: "start" | "end" | undefined;
  /** Words at the top, such as who is signed in. */
  readonly heading?: string | undefined;
}

/** Actions behind one button. */
export function Menu(props: MenuProps) {
  const [pressed, setPressed] = useState(false);
  const overlays = useOverlays(pressed);
  // A button that is replaced loses the focus, so one that came before the menu stays until it is pressed.
  const [waited] = useState(overlays === null);
  if (overlays !== null && (pressed || !waited)) return <overlays.Menu {...props} pressed={pressed} />;
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: () => setPressed(true),
  });
}
