import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import type { RouterContext } from "./guards.ts";
import { FailedPage, NotFoundPage } from "./screens.tsx";

/** The root of the tree of addresses. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});
