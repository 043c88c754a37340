import { cloneElement, type HTMLAttributes, type ReactElement, type SyntheticEvent, useEffect, useState } from "react";
import { useOverlays } from "./overlays.ts";

/** Milliseconds for which a pointer rests before it is told. */
const rest = 500;
/** Milliseconds in which a pointer gets from the control to the words, to read them under a magnifier. */
const way = 150;

export interface TooltipProps {
  readonly text: string;
  /** An element of the page itself, such as a button. It needs its own aria-label. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/** Says what its child does when a pointer rests on it or the keyboard reaches it. */
export function Tooltip({ text, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [next, setNext] = useState<{ readonly anchor: Element | null; readonly after: number } | null>(null);
  const overlays = useOverlays(anchor !== null);
  useEffect(() => {
    if (next === null) return undefined;
    const timer = setTimeout(() => setAnchor(next.anchor), next.after);
    return () => clearTimeout(timer);
  }, [next]);
  const turn = (to: Element | null, after: number) => setNext({ anchor: to, after });
  const close = () => turn(null, 0);
  const { props } = children;
  const trigger = cloneElement(children, {
    onPointerEnter: both(props.onPointerEnter, ({ pointerType, currentTarget }) => {
      // A finger does not rest: it presses.
      if (pointerType !== "touch") turn(currentTarget, rest);
    }),
    onPointerLeave: both(props.onPointerLeave, () => turn(null, way)),
    onPointerDown: both(props.onPointerDown, close),
    onKeyDown: both(props.onKeyDown, close),
    onFocus: both(props.onFocus, ({ currentTarget }) => {
      if (currentTarget.matches(":focus-visible")) turn(currentTarget, 0);
    }),
    onBlur: both(props.onBlur, close),
  });
  return (
    <>
      {trigger}
      {anchor === null || overlays === null ? null : (
        <overlays.TooltipPopup
          text={text}
          anchor={anchor}
          onClose={close}
          onEnter={() => turn(anchor, 0)}
          onLeave={() => turn(null, way)}
        />
      )}
    </>
  );
}

/** What the child does with an event, and then what the tooltip does. */
function both<Event extends SyntheticEvent>(own: ((event: Event) => void) | undefined, then: (event: Event) => void) {
  return (event: Event) => {
    own?.(event);
    then(event);
  };
}
