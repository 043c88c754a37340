import { useParams } from "@tanstack/react-router";
import { CloseScreen } from "../../features/cash-sessions/close-screen.tsx";
import { SessionScreen } from "../../features/cash-sessions/session-screen.tsx";

/** `/counter/cash/$cashSessionId/close` */
export function CloseCashRoute() {
  const { cashSessionId } = useParams({ from: "/counter/cash/$cashSessionId/close" });
  return <CloseScreen cashSessionId={cashSessionId} />;
}

/** `/counter/cash/$cashSessionId` */
export function CashSessionRoute() {
  const { cashSessionId } = useParams({ from: "/counter/cash/$cashSessionId" });
  return <SessionScreen cashSessionId={cashSessionId} />;
}
