import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import type { RouterContext } from "./guards.ts";
import { FailedScreen, NotFoundScreen } from "./screens.tsx";

/** The root of the tree of addresses. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
  errorComponent: FailedScreen,
});
