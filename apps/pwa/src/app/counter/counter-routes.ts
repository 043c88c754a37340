import { counterRoute } from "./counter-root.ts";
import { tillRoutes } from "./till-routes.ts";

/** The counter's addresses. */
export const counterRoutes = counterRoute.addChildren([...tillRoutes]);
