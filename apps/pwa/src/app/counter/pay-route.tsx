import { Navigate, useNavigate } from "@tanstack/react-router";
import type { Role } from "@balcao/shared/identity/permissions";
import { type ReactNode, useState } from "react";
import { CashSessionGate, useOpenCashSession } from "../../features/cash-sessions/public.ts";
import { useOperator } from "../../features/identity/public.ts";
import { type Cart, needsApproval } from "../../features/sales/cart/cart.ts";
import { useCart } from "../../features/sales/cart/use-cart.ts";
import { ScansWait } from "../../features/sales/public.ts";
import { PayScreen } from "../../features/sales/pay/pay-screen.tsx";

/** `/counter/pay`: the payment of the open cart. Without anything to pay, back to the sale. */
export function PayRoute() {
  return (
    <CashSessionGate>
      <Pay />
    </CashSessionGate>
  );
}

function Pay() {
  const navigate = useNavigate();
  const operator = useOperator();
  const session = useOpenCashSession();
  const { cart, loaded } = useCart();
  const [paid, setPaid] = useState(cart);
  // The cart ends with the sale, a moment before the receipt is on the screen: until then the paid one stays.
  if (cart.lines.length > 0 && cart !== paid) setPaid(cart);
  if (!loaded || operator === null || session == null) return <ScansWait />;
  if (paid.lines.length === 0) return <Navigate to="/counter" replace />;
  return (
    <Approved cart={paid} role={operator.role}>
      <PayScreen
        cart={paid}
        operatorId={operator.id}
        cashSessionId={session.id}
        onBack={() => void navigate({ to: "/counter" })}
        onSold={({ saleId, copied }) => {
          const search = copied ? ({ done: true } as const) : ({ done: true, single: true } as const);
          void navigate({ to: "/counter/receipt/$saleId", params: { saleId }, search, replace: true });
        }}
      />
    </Approved>
  );
}

interface ApprovedProps {
  readonly cart: Cart;
  readonly role: Role;
  readonly children: ReactNode;
}

/**
 * Whoever comes here without Pay, by going back, a reload or as the next operator, goes by it when somebody has to approve.
 * Only on coming: while money is taken, nothing takes the screen away.
 */
function Approved({ cart, role, children }: ApprovedProps) {
  const [asks] = useState(() => needsApproval(cart, role, new Date().toISOString()));
  return asks ? <Navigate to="/counter" replace /> : children;
}
