import { whenAsked } from "../../../ui/when-asked.ts";
import { fetchApproving } from "../../identity/public.ts";

const parts = whenAsked(() => import("./discount-dialog.tsx"));

/** Where a discount is typed (`DiscountDialog`); null until it is here. */
export const useDiscounting = parts.use;

/** Fetches what a discount takes while there is a network. */
export function fetchDiscounting(): void {
  parts.fetch();
  fetchApproving();
}
