import { submitCommand } from "../../kernel/sync/runtime.ts";
import { dropCart, stopKeeping } from "./cart/cart-store.ts";
import { readReceiptFacts, readSale, receiptGiven } from "./local.ts";
import { clearDesk } from "./sell/desk.ts";
import { asJson, buildSale, type PaidCart } from "./record/build-sale.ts";
import { nextReceipt } from "./record/next-receipt.ts";

/** A sale that is on this tablet for good. */
export interface RecordedSale {
  readonly saleId: string;
  /** It stands in the journal too, and so survives the loss of the local database. False when there was no room. */
  readonly copied: boolean;
}

const underWay = new Map<string, Promise<RecordedSale>>();

/**
 * Makes a sale of a paid cart: command, its effect on sales and stock, and the end of the cart in one durable
 * transaction. Resolves once all of that survives a power cut. However often it is called for a cart, there is one sale.
 * When it throws, nothing was recorded and the cart is as it was.
 */
export function recordSale(paid: PaidCart): Promise<RecordedSale> {
  const { id } = paid.cart;
  const running = underWay.get(id);
  if (running !== undefined) return running;
  const started = record(paid).finally(() => underWay.delete(id));
  underWay.set(id, started);
  return started;
}

async function record(paid: PaidCart): Promise<RecordedSale> {
  const { id } = paid.cart;
  await stopKeeping(id);
  const copied = (await isSale(id)) || (await submitSale(paid));
  clearDesk();
  // It left the tablet with the sale; the screen's own copy follows by itself.
  dropCart(id).catch(reportError);
  return { saleId: id, copied };
}

/** False when the sale is recorded but has no second copy: it is a sale all the same, and is sent as any other. */
async function submitSale(paid: PaidCart): Promise<boolean> {
  const { cart, operatorId } = paid;
  try {
    // One page at a time: two would give the same number.
    await navigator.locks.request("balcao-receipt", async () => {
      const given = nextReceipt(await readReceiptFacts());
      await submitCommand({
        name: "sales.record",
        operatorId,
        build: (made) => {
          const { args, effect } = buildSale(paid, made, given.receipt);
          return { args: asJson(args), effect };
        },
        local: [{ table: "cart", remove: cart.id }, receiptGiven(given)],
      });
    });
    return true;
  } catch (error) {
    if (!(await isSale(cart.id))) throw error;
    reportError(error);
    return false;
  }
}

async function isSale(id: string): Promise<boolean> {
  return (await readSale(id)) !== undefined;
}
