import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { counterRoute } from "./counter-root.ts";

const sale = createRoute({
  getParentRoute: () => counterRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./sale-route.tsx"), "SaleRoute"),
});

const pay = createRoute({
  getParentRoute: () => counterRoute,
  path: "pay",
  component: lazyRouteComponent(() => import("./pay-route.tsx"), "PayRoute"),
});

const receipt = createRoute({
  getParentRoute: () => counterRoute,
  path: "receipt/$saleId",
  // `done`: the sale has just been made. `single`: there was no room for its second copy.
  validateSearch: ({ done, single }: Record<string, unknown>): { done?: true; single?: true } => ({
    ...(done === true && { done }),
    ...(single === true && { single }),
  }),
  component: lazyRouteComponent(() => import("./receipt-route.tsx"), "ReceiptRoute"),
});

const scanner = createRoute({
  getParentRoute: () => counterRoute,
  path: "scanner",
  component: lazyRouteComponent(() => import("../../features/sales/scanner/scanner-screen.tsx"), "ScannerScreen"),
});

/** The sale: its screen, the payment, what is left of it, and the scanner. */
export const saleRoutes = [sale, pay, receipt, scanner] as const;
