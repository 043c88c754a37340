import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { counterRoute } from "./counter-root.ts";

const cash = createRoute({
  getParentRoute: () => counterRoute,
  path: "cash",
  component: lazyRouteComponent(() => import("../../features/cash-sessions/cash-screen.tsx"), "CashScreen"),
});

const closeCash = createRoute({
  getParentRoute: () => counterRoute,
  path: "cash/$cashSessionId/close",
  component: lazyRouteComponent(() => import("./close-cash-route.tsx"), "CloseCashRoute"),
});

const cashSession = createRoute({
  getParentRoute: () => counterRoute,
  path: "cash/$cashSessionId",
  component: lazyRouteComponent(() => import("./close-cash-route.tsx"), "CashSessionRoute"),
});

const sync = createRoute({
  getParentRoute: () => counterRoute,
  path: "sync",
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: "refused" | "done" } =>
    tab === "refused" || tab === "done" ? { tab } : {},
  component: lazyRouteComponent(() => import("./sync-route.tsx"), "SyncRoute"),
});

const today = createRoute({
  getParentRoute: () => counterRoute,
  path: "today",
  component: lazyRouteComponent(() => import("./today-route.tsx"), "TodayRoute"),
});

const stock = createRoute({
  getParentRoute: () => counterRoute,
  path: "stock",
  validateSearch: ({ product }: Record<string, unknown>): { product?: string } =>
    typeof product === "string" ? { product } : {},
  component: lazyRouteComponent(() => import("./stock-route.tsx"), "StockRoute"),
});

/** The counter beside the sale: the drawer, the sync, today's sales, the stock of a product. */
export const tillRoutes = [cash, closeCash, cashSession, sync, today, stock] as const;
