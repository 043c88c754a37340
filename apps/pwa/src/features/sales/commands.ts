import { submitCommand } from "../../kernel/sync/runtime.ts";
import { dropCart, cartKept } from "./cart/cart-store.ts";
import { readSale } from "./local.ts";
import { asJson, buildSale, type PaidCart } from "./record/build-sale.ts";

const underWay = new Map<string, Promise<string>>();

/**
 * Makes a sale of a paid cart: command, its effect on sales and stock, and the end of the cart in one durable
 * transaction. Resolves with the sale's id once all of that survives a power cut. However often it is called for a cart,
 * there is one sale. When it throws, nothing was recorded and the cart is as it was.
 */
export function recordSale(paid: PaidCart): Promise<string> {
  const { id } = paid.cart;
  const running = underWay.get(id);
  if (running !== undefined) return running;
  const started = record(paid).finally(() => underWay.delete(id));
  underWay.set(id, started);
  return started;
}

async function record(paid: PaidCart): Promise<string> {
  const { cart, operatorId } = paid;
  // A state of the cart that is still being written must not come back after the cart is gone.
  await cartKept();
  if ((await readSale(cart.id)) === undefined) {
    try {
      await submitCommand({
        name: "sales.record",
        operatorId,
        build: (made) => {
          const { args, effect } = buildSale(paid, made);
          return { args: asJson(args), effect };
        },
        local: [{ table: "cart", remove: cart.id }],
      });
    } catch (error) {
      // Recorded, but its second copy outside of the database failed: it is a sale, and selling again would be another.
      if ((await readSale(cart.id)) === undefined) throw error;
      reportError(error);
    }
  }
  await dropCart(cart.id).catch(reportError);
  return cart.id;
}
