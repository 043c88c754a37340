import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { decideStart, requirePerson } from "../guards.ts";
import { rootRoute } from "../root-route.ts";

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: ({ context }) => decideStart(context),
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } => (isOwnAddress(next) ? { next } : {}),
  component: lazyRouteComponent(() => import("./sign-in-route.tsx"), "SignInRoute"),
});

const enrol = createRoute({
  getParentRoute: () => rootRoute,
  path: "/enrol",
  beforeLoad: ({ context }) => requirePerson(context, "/enrol"),
  component: lazyRouteComponent(() => import("./enrol-route.tsx"), "EnrolRoute"),
});

/** The addresses before one is in. */
export const entryRoutes = [start, signIn, enrol] as const;

/** Only addresses of this app may be gone to after sign-in. */
function isOwnAddress(address: unknown): address is string {
  return typeof address === "string" && /^\/(?![/\\])/.test(address);
}
