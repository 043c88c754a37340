import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { sessionQuery } from "../../kernel/session.ts";
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
  validateSearch: parseNext,
  component: lazyRouteComponent(() => import("./sign-in-route.tsx"), "SignInRoute"),
});

const organization = createRoute({
  getParentRoute: () => rootRoute,
  path: "/organization",
  validateSearch: parseNext,
  beforeLoad: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: lazyRouteComponent(() => import("./organization-route.tsx"), "OrganizationRoute"),
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

/** Asks for nothing: it is gone to when the database does not open, or nobody can come in. */
const rescue = createRoute({
  getParentRoute: () => rootRoute,
  path: "/rescue",
  component: lazyRouteComponent(() => import("./rescue-route.tsx"), "RescueRoute"),
});

/** The addresses before one is in. */
export const entryRoutes = [start, signIn, organization, enrol, rescue] as const;

/** Where to go afterwards: only addresses of this app. */
function parseNext({ next }: Record<string, unknown>): { next?: string } {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
}
