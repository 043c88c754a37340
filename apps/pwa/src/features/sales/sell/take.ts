import type { Refusal } from "@balcao/shared/kernel/result";
import type { Thousandths } from "@balcao/shared/kernel/money";
import type { ScaleBarcode } from "@balcao/shared/stores/rows";
import { parseScanInput } from "@balcao/shared/sales/scan-input";
import { v7 as uuidv7 } from "uuid";
import {
  catalogNow,
  type CurrentPrice,
  findByCode,
  type FoundCode,
  type IndexedProduct,
  likelyProduct,
  readPrice,
} from "../../catalog/public.ts";
import { keepBeforeReload } from "../../../kernel/update/keep-before-reload.ts";
import { addLine, type CartLine } from "../cart/cart.ts";
import { cartKept, cartState, changeCart, loadCart } from "../cart/cart-store.ts";
import { beep } from "../beep.ts";
import { askForWeight, notify, touchLine } from "./desk.ts";
import { makeLine, type Wanted } from "./make-line.ts";
import { onlyMatch } from "./only-match.ts";

type FoundProduct = Extract<FoundCode, { kind: "product" }>;

let line: Promise<void> = Promise.resolve();

keepBeforeReload(async () => {
  await allTaken();
  await cartKept();
  return !cartState().unkept;
});

/**
 * Adds what a code stands for to the open cart. Codes are taken one after the other, in the order of scanning, however
 * fast they come. What cannot be sold beeps and leaves a notice.
 */
export function takeCode(code: string, quantity: Thousandths | null, scale: ScaleBarcode): Promise<void> {
  return inTurn(lookUp(code, scale), code, ({ found, price }) => {
    if (found.kind === "unknown") return complain({ kind: "unknown-code", code, partial: found.partial });
    sellFound(found, price, quantity);
  });
}

/** What entered text came to: a line, a question or a notice (`done`), several products, or none. */
export type Entered = "done" | "choose" | "nothing";

/**
 * What Enter in the search box does with `3*7891000315507`, `2041` or `arroz`: adds what it can only mean, and tells of a
 * code that nobody knows; then it is `done`. `choose` when several products match, or what matches is only what was meant
 * by a word with slips: that is never added unseen. `nothing` when none does. Words are looked for where the screen looks,
 * in a category or in all. It takes its turn among the codes, in the order of entering.
 */
export async function takeText(text: string, scale: ScaleBarcode, categoryId: string | null): Promise<Entered> {
  const input = parseScanInput(text);
  if (input === null || input.code === "") return "nothing";
  const { code, quantity } = input;
  let entered: Entered = "done";
  await inTurn(lookUpText(code, scale, categoryId), code, ({ found, price, only, total }) => {
    if (found.kind === "product") return sellFound(found, price, quantity);
    if (only !== null) return sell({ product: only, price, quantity, label: null });
    if (total === 0 && /^\d+$/.test(code)) return complain({ kind: "unknown-code", code, partial: found.partial });
    entered = total > 0 ? "choose" : "nothing";
  });
  return entered;
}

/** Adds a product that was picked from the screen. */
export function takeProduct(product: IndexedProduct, quantity: Thousandths | null = null): Promise<void> {
  return inTurn(readPrice(product.id, Date.now()), product.sku, (price) => {
    sell({ product, price, quantity, label: null });
  });
}

/** Resolves when everything scanned or picked so far has been taken. */
export function allTaken(): Promise<void> {
  return line;
}

/** Adds a line that is ready, such as one that was weighed. */
export function takeLine(added: CartLine): void {
  const result = addLine(cartState().cart, added);
  if (!result.ok) return refused(result, added.name);
  changeCart(() => result.value.cart);
  touchLine(result.value.line.id, added.quantity);
}

async function lookUp(code: string, scale: ScaleBarcode) {
  const now = Date.now();
  // Its price is read beside the product, not after it.
  const likely = likelyProduct(code);
  const likelyPrice = likely === undefined ? null : readPrice(likely, now);
  likelyPrice?.catch(() => undefined);
  const found = await findByCode(code, scale);
  if (found.kind !== "product") return { found, price: null };
  const { id } = found.product;
  return { found, price: await (id === likely ? likelyPrice : readPrice(id, now)) };
}

/** The same for text: besides, how many products the screen shows for it, and the only one that it can mean. */
async function lookUpText(text: string, scale: ScaleBarcode, categoryId: string | null) {
  const { found, price } = await lookUp(text, scale);
  const result = catalogNow().index.search({ text, categoryId, limit: 1, forgiving: true });
  const { total } = result;
  const only = onlyMatch(result);
  if (found.kind === "product" || only === null) return { found, price, only, total };
  return { found, price: await readPrice(only.id, Date.now()), only, total };
}

function sellFound({ product, label }: FoundProduct, price: CurrentPrice | null, quantity: Thousandths | null): void {
  if (product.status !== "active") return complain({ kind: "inactive", name: product.name });
  sell({ product, price, quantity, label });
}

function sell(wanted: Wanted): void {
  const { product } = wanted;
  const made = makeLine(wanted, uuidv7());
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

/**
 * Takes what was looked up when everything asked for before has been taken; looking up does not wait. What breaks is told
 * and stops nothing behind it.
 */
function inTurn<Found>(lookedUp: Promise<Found>, code: string, take: (found: Found) => void): Promise<void> {
  const turn = Promise.allSettled([line, loadCart(), lookedUp]).then(([, , result]) => {
    if (result.status === "fulfilled") return take(result.value);
    reportError(result.reason);
    complain({ kind: "failed", code });
  });
  line = turn;
  return turn;
}
