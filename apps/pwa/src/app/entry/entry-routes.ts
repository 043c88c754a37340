import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { startDevice } from "../../kernel/sync/start.ts";
import { decideStart, requirePerson } from "../guards.ts";
import { rootRoute } from "../root-route.ts";
import { StartFailedScreen } from "../start-failed-screen.tsx";

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: ({ context }) => decideStart(context),
  errorComponent: StartFailedScreen,
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
  beforeLoad: async ({ context }) => {
    await requirePerson(context, "/enrol");
    // A browser that cannot store is told so before the server takes it for a tablet.
    await startDevice();
  },
  errorComponent: StartFailedScreen,
  component: lazyRouteComponent(() => import("./enrol-route.tsx"), "EnrolRoute"),
});

/** The addresses before one is in. */
export const entryRoutes = [start, signIn, enrol] as const;

/** Only addresses of this app may be gone to after sign-in. */
function isOwnAddress(address: unknown): address is string {
  return typeof address === "string" && /^\/(?![/\\])/.test(address);
}
