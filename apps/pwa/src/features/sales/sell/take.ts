import type { ScaleReading } from "@balcao/shared/catalog/barcode";
import type { Refusal } from "@balcao/shared/kernel/result";
import type { Thousandths } from "@balcao/shared/kernel/money";
import type { ScaleBarcode } from "@balcao/shared/stores/rows";
import { parseScanInput } from "@balcao/shared/sales/scan-input";
import { v7 as uuidv7 } from "uuid";
import { catalogNow, findByCode, type IndexedProduct, readPrice } from "../../catalog/public.ts";
import { addLine, type CartLine } from "../cart/cart.ts";
import { cartState, changeCart, loadCart } from "../cart/cart-store.ts";
import { beep } from "./beep.ts";
import { askForWeight, notify, touchLine } from "./desk.ts";
import { makeLine } from "./make-line.ts";

let line: Promise<unknown> = Promise.resolve();

/**
 * Adds what a code stands for to the open cart. Codes are taken one after the other, in the order of scanning, however
 * fast they come. What cannot be sold beeps and leaves a notice. Resolves true when the code stood for a product.
 */
export function takeCode(code: string, quantity: Thousandths | null, scale: ScaleBarcode): Promise<boolean> {
  return inTurn(async () => {
    const found = await findByCode(code, scale);
    if (found.kind === "unknown") {
      complain({ kind: "unknown-code", code, partial: found.partial });
      return false;
    }
    const { product, label } = found;
    if (product.status === "active") await sell(product, quantity, label);
    else complain({ kind: "inactive", name: product.name });
    return true;
  }, code);
}

/**
 * What Enter in the search box does with `3*7891000315507`, `2041` or `arroz`: adds what it can only mean. `choose` when
 * several products match, `nothing` when none does.
 */
export async function takeText(text: string, scale: ScaleBarcode): Promise<"taken" | "choose" | "nothing"> {
  const input = parseScanInput(text);
  if (input === null || input.code === "") return "nothing";
  const { code, quantity } = input;
  const { index } = catalogNow();
  const known = (await findByCode(code, scale)).kind === "product";
  const { total, products } = index.search({ text: code, categoryId: null, limit: 1 });
  const [only] = total === 1 ? products : [];
  if (!known && only !== undefined) return (await takeProduct(only, quantity)) ? "taken" : "nothing";
  if (!known && total > 1) return "choose";
  if (!known && !/^\d+$/.test(code)) return "nothing";
  return (await takeCode(code, quantity, scale)) ? "taken" : "nothing";
}

/** Adds a product that was picked from the screen. */
export function takeProduct(product: IndexedProduct, quantity: Thousandths | null = null): Promise<boolean> {
  return inTurn(async () => {
    await sell(product, quantity, null);
    return true;
  }, product.sku);
}

/** Adds a line that is ready, such as one that was weighed. */
export function takeLine(added: CartLine): void {
  const result = addLine(cartState().cart, added);
  if (!result.ok) return refused(result, added.name);
  changeCart(() => result.value.cart);
  touchLine(result.value.line.id, added.quantity);
}

async function sell(product: IndexedProduct, quantity: Thousandths | null, label: ScaleReading | null): Promise<void> {
  const price = await readPrice(product.id, Date.now());
  const made = makeLine({ product, price, quantity, label }, uuidv7());
  if (!made.ok) return refused(made, product.name);
  if (made.value.kind === "line") takeLine(made.value.line);
  else askForWeight({ id: uuidv7(), product, price: made.value.price });
}

function refused({ code }: Refusal, name: string): void {
  complain({ kind: "refused", code, name });
}

function complain(notice: Parameters<typeof notify>[0]): void {
  beep();
  notify(notice);
}

/** Runs after everything asked for before. What breaks is told and stops nothing behind it. */
function inTurn(work: () => Promise<boolean>, code: string): Promise<boolean> {
  const turn = line
    .then(loadCart)
    .then(work)
    .catch((error: unknown) => {
      reportError(error);
      complain({ kind: "failed", code });
      return false;
    });
  line = turn;
  return turn;
}
