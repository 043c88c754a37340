import { useLiveQuery } from "dexie-react-hooks";
import { useSyncExternalStore } from "react";
import { listCarts } from "../local.ts";
import type { Cart } from "./cart.ts";
import { type CartState, cartState, onCart } from "./cart-store.ts";

/** The open cart, kept up to date. */
export function useCart(): CartState {
  return useSyncExternalStore(onCart, cartState);
}

/** The carts that were put aside, the newest first; undefined while they are being read. */
export function useParkedCarts(): readonly Cart[] | undefined {
  const { cart } = useCart();
  return useLiveQuery(listCarts)?.filter(({ id }) => id !== cart.id);
}
