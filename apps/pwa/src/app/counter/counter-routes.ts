import { counterRoute } from "./counter-root.ts";
import { saleRoutes } from "./sale-routes.ts";
import { tillRoutes } from "./till-routes.ts";

/** The counter's addresses. */
export const counterRoutes = counterRoute.addChildren([...saleRoutes, ...tillRoutes]);
