import { useNavigate } from "@tanstack/react-router";
import { TodayScreen } from "../../features/sales/today-screen.tsx";

/** `/counter/today` */
export function TodayRoute() {
  const navigate = useNavigate();
  return <TodayScreen onOpen={(saleId) => void navigate({ to: "/counter/receipt/$saleId", params: { saleId } })} />;
}
