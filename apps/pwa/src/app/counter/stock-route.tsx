import { useNavigate, useSearch } from "@tanstack/react-router";
import { StockScreen } from "../../features/stock/stock-screen.tsx";

/** `/counter/stock`: the product that is looked at stands in the address. */
export function StockRoute() {
  const { product } = useSearch({ from: "/counter/stock" });
  const navigate = useNavigate();
  return (
    <StockScreen
      productId={product ?? null}
      onProductChange={(id) => void navigate({ to: "/counter/stock", search: id === null ? {} : { product: id } })}
    />
  );
}
