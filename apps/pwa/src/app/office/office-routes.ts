import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { parseProductSearch } from "../../features/catalog/office/product-search.ts";
import { requirePerson } from "../guards.ts";
import { rootRoute } from "../root-route.ts";
import { FailedPage } from "../screens.tsx";

const office = createRoute({
  getParentRoute: () => rootRoute,
  path: "/office",
  beforeLoad: ({ context, location }) => requirePerson(context, location.href),
  component: lazyRouteComponent(() => import("./office-frame.tsx"), "OfficeFrame"),
  errorComponent: FailedPage,
});

const home = createRoute({
  getParentRoute: () => office,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/office/products" });
  },
});

const products = createRoute({
  getParentRoute: () => office,
  path: "products",
  validateSearch: parseProductSearch,
  component: lazyRouteComponent(() => import("../../features/catalog/office/products-screen.tsx"), "ProductsScreen"),
});
const newProduct = createRoute({
  getParentRoute: () => office,
  path: "products/new",
  component: lazyRouteComponent(
    () => import("../../features/catalog/office/new-product-screen.tsx"),
    "NewProductScreen",
  ),
});
const product = createRoute({
  getParentRoute: () => office,
  path: "products/$productId",
  component: lazyRouteComponent(() => import("../../features/catalog/office/product-screen.tsx"), "ProductScreen"),
});
const imports = createRoute({
  getParentRoute: () => office,
  path: "import",
  component: lazyRouteComponent(() => import("../../features/catalog/office/import/import-screen.tsx"), "ImportScreen"),
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

const rescue = createRoute({
  getParentRoute: () => office,
  path: "rescue",
  component: lazyRouteComponent(() => import("../../features/sync/rescue/import-screen.tsx"), "RescueImportScreen"),
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

const account = createRoute({
  getParentRoute: () => office,
  path: "account",
  component: lazyRouteComponent(() => import("../../features/identity/account-screen.tsx"), "AccountScreen"),
});

/** The back office's addresses, one place each. */
export const officeRoutes = office.addChildren([
  home,
  products,
  newProduct,
  product,
  imports,
  stores,
  newStore,
  store,
  devices,
  device,
  rescue,
  operators,
  newOperator,
  operator,
  people,
  newPerson,
  account,
]);
