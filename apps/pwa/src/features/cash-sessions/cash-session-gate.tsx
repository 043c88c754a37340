import { allows } from "@balcao/shared/identity/permissions";
import { Link } from "@tanstack/react-router";
import { Banknote } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useIdentity } from "../../kernel/sync/identity.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { EmptyState } from "../../ui/screen-state.tsx";
import { useOperator } from "../identity/public.ts";
import { ScansWait } from "../sales/public.ts";
import { messages } from "./messages.ts";
import { OpenForm } from "./open-form.tsx";
import { useOpenCashSession } from "./use-cash-session.ts";

/** Shows `children` to an operator who sells and has a drawer open; before that the opening of one. */
export function CashSessionGate({ children }: { readonly children: ReactNode }) {
  const operator = useOperator();
  const identity = useIdentity();
  const session = useOpenCashSession();
  if (operator === null || identity == null || session === undefined) return <ScansWait />;
  if (!allows(operator.role, "cash-sessions.operate")) return <NotAllowed />;
  return session === null ? <OpenForm operator={operator} deviceId={identity.deviceId} /> : children;
}

function NotAllowed() {
  const texts = useMessages(messages);
  const stock = (
    <Link to="/counter/stock" className={buttonClass()}>
      {texts.toStock}
    </Link>
  );
  return (
    <EmptyState icon={Banknote} title={texts.notAllowed} action={stock}>
      {texts.notAllowedText}
    </EmptyState>
  );
}
