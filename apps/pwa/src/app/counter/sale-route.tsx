import { useNavigate } from "@tanstack/react-router";
import { CashSessionGate } from "../../features/cash-sessions/public.ts";
import { useOperator } from "../../features/identity/public.ts";
import { useEffect } from "react";
import { ScansWait } from "../../features/sales/public.ts";
import { fetchDiscounting } from "../../features/sales/sell/discounting.ts";
import { SaleScreen } from "../../features/sales/sell/sale-screen.tsx";
import { useStore } from "../../kernel/sync/store.ts";
import { fetchCounterDialogs } from "./counter-dialogs.ts";

/** `/counter`: the sale screen, once there is a drawer for the money. */
export function SaleRoute() {
  const navigate = useNavigate();
  const operator = useOperator();
  const store = useStore();
  useEffect(fetchTheRest, []);
  if (operator === null) return null;
  return (
    <CashSessionGate>
      {store === undefined ? (
        <ScansWait />
      ) : (
        <SaleScreen operator={operator} store={store} onPay={() => void navigate({ to: "/counter/pay" })} />
      )}
    </CashSessionGate>
  );
}

/** Pay, receipt and dialogs are fetched while there is a network, so that a press on Pay never waits for one. */
function fetchTheRest(): void {
  fetchCounterDialogs();
  fetchDiscounting();
  void Promise.all([import("./pay-route.tsx"), import("./receipt-route.tsx")]).catch(reportError);
}
