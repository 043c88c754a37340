import { useLiveQuery } from "dexie-react-hooks";
import { isEmpty } from "./cart/cart.ts";
import { listCarts } from "./local.ts";

/** Sales that are not finished on this tablet. */
export interface CartsLeft {
  readonly parked: number;
  /** The open cart holds something. */
  readonly open: boolean;
}

/** What stands unfinished on this tablet; undefined while it is being read. */
export function useCartsLeft(): CartsLeft | undefined {
  return useLiveQuery(async () => {
    const carts = (await listCarts()).filter((cart) => !isEmpty(cart));
    return {
      parked: carts.filter((cart) => cart.status === "parked").length,
      open: carts.some((cart) => cart.status === "open"),
    };
  });
}
