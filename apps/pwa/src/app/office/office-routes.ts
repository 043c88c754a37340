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
const newStore = createRoute({
  getParentRoute: () => office,
  path: "stores/new",
  component: lazyRouteComponent(() => import("../../features/stores/new-store-screen.tsx"), "NewStoreScreen"),
});
const store = createRoute({
  getParentRoute: () => office,
  path: "stores/$storeId",
  component: lazyRouteComponent(() => import("../../features/stores/store-screen.tsx"), "StoreScreen"),
});

const devices = createRoute({
  getParentRoute: () => office,
  path: "devices",
  component: lazyRouteComponent(() => import("../../features/identity/devices-screen.tsx"), "DevicesScreen"),
});
const device = createRoute({
  getParentRoute: () => office,
  path: "devices/$deviceId",
  component: lazyRouteComponent(() => import("../../features/identity/device-screen.tsx"), "DeviceScreen"),
});

const operators = createRoute({
  getParentRoute: () => office,
  path: "operators",
  component: lazyRouteComponent(() => import("../../features/identity/operators-screen.tsx"), "OperatorsScreen"),
});
const newOperator = createRoute({
  getParentRoute: () => office,
  path: "operators/new",
  component: lazyRouteComponent(() => import("../../features/identity/new-operator-screen.tsx"), "NewOperatorScreen"),
});
const operator = createRoute({
  getParentRoute: () => office,
  path: "operators/$operatorId",
  component: lazyRouteComponent(() => import("../../features/identity/operator-screen.tsx"), "OperatorScreen"),
});

const people = createRoute({
  getParentRoute: () => office,
  path: "people",
  component: lazyRouteComponent(() => import("../../features/identity/people-screen.tsx"), "PeopleScreen"),
});
const newPerson = createRoute({
  getParentRoute: () => office,
  path: "people/new",
  component: lazyRouteComponent(() => import("../../features/identity/new-person-screen.tsx"), "NewPersonScreen"),
});

/** The back office's addresses, one place each. */
export const officeRoutes = office.addChildren([
  home,
  stores,
  newStore,
  store,
  devices,
  device,
  operators,
  newOperator,
  operator,
  people,
  newPerson,
]);
