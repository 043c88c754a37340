import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ReceiptScreen } from "../../features/sales/receipt/receipt-screen.tsx";

/** `/counter/receipt/$saleId` */
export function ReceiptRoute() {
  const navigate = useNavigate();
  const { saleId } = useParams({ from: "/counter/receipt/$saleId" });
  const { done, single } = useSearch({ from: "/counter/receipt/$saleId" });
  return (
    <ReceiptScreen
      saleId={saleId}
      fresh={done === true}
      single={single === true}
      onNewSale={() => void navigate({ to: "/counter" })}
    />
  );
}
