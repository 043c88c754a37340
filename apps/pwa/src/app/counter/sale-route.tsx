import { useNavigate } from "@tanstack/react-router";
import { CashSessionGate } from "../../features/cash-sessions/public.ts";
import { useOperator } from "../../features/identity/public.ts";
import { SaleScreen } from "../../features/sales/sell/sale-screen.tsx";

/** `/counter`: the sale screen, once there is a drawer for the money. */
export function SaleRoute() {
  const navigate = useNavigate();
  const operator = useOperator();
  if (operator === null) return null;
  return (
    <CashSessionGate>
      <SaleScreen operator={operator} onPay={() => void navigate({ to: "/counter/pay" })} />
    </CashSessionGate>
  );
}
