import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Status, type Tone } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { useCartsLeft } from "../sales/public.ts";
import { useOutboxFacts } from "../sync/public.ts";
import { messages } from "./messages.ts";

/** What is unsent, refused or parked when a drawer is closed. It is told, and never stands in the way. */
export function WhatIsLeft() {
  const texts = useMessages(messages);
  const format = useFormat();
  const outbox = useOutboxFacts();
  const carts = useCartsLeft();
  if (outbox === undefined || carts === undefined) return null;
  const { waiting, refused } = outbox;
  const { parked, open } = carts;
  if (waiting + refused + parked === 0 && !open)
    return (
      <Status tone="positive" sentence>
        {texts.leftNothing}
      </Status>
    );
  return (
    <Surface title={texts.leftTitle}>
      <ul className="grid gap-4">
        {waiting === 0 ? null : (
          <Left tone="waiting" title={texts.leftWaiting(format.count(waiting), waiting)} text={texts.leftWaitingText}>
            <Link to="/counter/sync" className={buttonClass({ size: "small" })}>
              {texts.see}
            </Link>
          </Left>
        )}
        {refused === 0 ? null : (
          <Left tone="negative" title={texts.leftRefused(format.count(refused), refused)} text={texts.leftRefusedText}>
            <Link to="/counter/sync" search={{ tab: "refused" }} className={buttonClass({ size: "small" })}>
              {texts.see}
            </Link>
          </Left>
        )}
        {parked === 0 ? null : (
          <Left tone="info" title={texts.leftParked(format.count(parked), parked)} text={texts.leftParkedText} />
        )}
        {open ? <Left tone="info" title={texts.leftOpenCart} text={texts.leftOpenCartText} /> : null}
      </ul>
    </Surface>
  );
}

interface LeftProps {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function Left({ tone, title, text, children }: LeftProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 grow basis-64">
        <Status tone={tone} sentence>
          {title}
        </Status>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {children}
    </li>
  );
}
