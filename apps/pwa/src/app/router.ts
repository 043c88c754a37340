import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { counterRoutes } from "./counter/counter-routes.ts";
import { entryRoutes } from "./entry/entry-routes.ts";
import { officeRoutes } from "./office/office-routes.ts";
import { rootRoute } from "./root-route.ts";
import { FailedScreen } from "./screens.tsx";

const routeTree = rootRoute.addChildren([...entryRoutes, counterRoutes, officeRoutes]);

/** The app's router. Screens load when they are first gone to, or when a link to them is about to be pressed. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultErrorComponent: FailedScreen,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    scrollRestoration: true,
    // Queries keep their own data; the router keeps none.
    defaultPreloadStaleTime: 0,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: ReturnType<typeof createAppRouter>;
  }
}
