import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../root-route.ts";

const counter = createRoute({
  getParentRoute: () => rootRoute,
  path: "/counter",
  component: lazyRouteComponent(() => import("./counter-layout.tsx"), "CounterLayout"),
});

/** The counter's addresses. Nothing here asks the server: a tablet opens them without a network. */
export const counterRoutes = counter;
