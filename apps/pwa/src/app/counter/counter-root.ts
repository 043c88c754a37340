import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireTablet } from "../guards.ts";
import { rootRoute } from "../root-route.ts";
import { StartFailedScreen } from "../start-failed-screen.tsx";

/** Everything under `/counter` belongs to an enrolled tablet. The server is not asked: it opens without a network. */
export const counterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/counter",
  beforeLoad: requireTablet,
  component: lazyRouteComponent(() => import("./counter-layout.tsx"), "CounterLayout"),
  errorComponent: StartFailedScreen,
});
