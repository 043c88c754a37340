import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { requirePerson } from "../guards.ts";
import { rootRoute } from "../root-route.ts";

const office = createRoute({
  getParentRoute: () => rootRoute,
  path: "/office",
  beforeLoad: ({ context, location }) => requirePerson(context, location.href),
  component: lazyRouteComponent(() => import("./office-frame.tsx"), "OfficeFrame"),
});

const home = createRoute({
  getParentRoute: () => office,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/office/stores" });
  },
});

const stores = createRoute({
  getParentRoute: () => office,
  path: "stores",
  component: lazyRouteComponent(() => import("../../features/stores/stores-screen.tsx"), "StoresScreen"),
});

/** The back office's addresses, one place each. */
export const officeRoutes = office.addChildren([home, stores]);
