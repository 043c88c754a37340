import { RescueScreen } from "../../features/sync/rescue/rescue-screen.tsx";
import { Brand } from "../brand.tsx";

/** `/rescue`: what this tablet still has. */
export function RescueRoute() {
  return <RescueScreen brand={<Brand />} />;
}
