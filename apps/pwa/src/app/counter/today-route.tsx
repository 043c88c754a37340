import { TodayScreen } from "../../features/sales/today-screen.tsx";

/** `/counter/today` */
export function TodayRoute() {
  return <TodayScreen onOpen={() => undefined} />;
}
