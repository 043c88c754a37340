import { v7 as uuidv7 } from "uuid";
import { whenEmptied } from "../../../kernel/sync/emptied.ts";
import { forgetCart, keepCart, listCarts, onCartElsewhere, readCart } from "../local.ts";
import { type Cart, emptyCart, isEmpty } from "./cart.ts";

/** The open cart of this tablet, as the screen shows it. */
export interface CartState {
  readonly cart: Cart;
  /** False until it is known whether a cart was left open. */
  readonly loaded: boolean;
  /** The last change could not be kept on the tablet: it would not survive a reload. */
  readonly unkept: boolean;
}

let state: CartState = { cart: fresh(), loaded: false, unkept: false };
let loading: Promise<void> | undefined;
let keeping: Promise<void> | undefined;
const waiting = new Map<string, Cart>();
const listeners = new Set<() => void>();

/** The open cart now. */
export function cartState(): CartState {
  return state;
}

/** Calls back whenever the open cart changes; for useSyncExternalStore. */
export function onCart(listener: () => void): () => void {
  listeners.add(listener);
  void loadCart();
  return () => listeners.delete(listener);
}

/** Finds the cart that was open when the tablet was last used. Changes wait for it. */
export function loadCart(): Promise<void> {
  loading ??= load().catch((error: unknown) => {
    reportError(error);
    show({ loaded: true });
  });
  return loading;
}

/** Changes the open cart: on the screen at once, on the tablet right after. */
export function changeCart(change: (cart: Cart) => Cart): void {
  const { cart } = state;
  const next = change(cart);
  if (next === cart) return;
  const changed = { ...next, revision: cart.revision + 1, changedAt: new Date().toISOString() };
  show({ cart: changed });
  keep(changed);
}

/** Puts the open cart aside under a name and starts an empty one. An empty cart is not parked. */
export async function parkCart(name: string | null, operatorId: string): Promise<void> {
  if (isEmpty(state.cart)) return;
  changeCart((cart) => ({ ...cart, status: "parked", name, operatorId }));
  show({ cart: fresh() });
  await cartKept();
}

/** Takes up a parked cart; the open one, unless it is empty, is parked in its stead. */
export async function resumeCart(id: string, operatorId: string): Promise<void> {
  await parkCart(null, operatorId);
  const parked = await readCart(id);
  if (parked === undefined) return;
  show({ cart: { ...parked, status: "open" } });
  changeCart((cart) => ({ ...cart }));
}

/** Throws the open cart away, for good. */
export async function discardCart(): Promise<void> {
  await dropCart(state.cart.id);
}

/** The cart is a sale now, or gone: the next one starts empty. */
export async function dropCart(id: string): Promise<void> {
  if (state.cart.id === id) show({ cart: fresh(), unkept: false });
  await cartKept();
  await forgetCart(id);
}

/** Resolves when every change so far is on the tablet, or has failed to be. */
export async function cartKept(): Promise<void> {
  while (keeping !== undefined) await keeping;
}

async function load(): Promise<void> {
  const open = (await listCarts()).find((cart) => cart.status === "open");
  // Whatever was scanned in the meantime stays; the cart that was open before is then found among the parked ones.
  show(open === undefined || !isEmpty(state.cart) ? { loaded: true } : { cart: open, loaded: true });
  whenEmptied(async () => {
    if (!isEmpty(state.cart)) await keepCart(state.cart);
  });
  onCartElsewhere((id) => void follow(id).catch(reportError));
}

/** Another tab of this tablet has changed a cart, or sold it. */
async function follow(id: string): Promise<void> {
  await cartKept();
  if (id !== state.cart.id || isEmpty(state.cart)) return;
  const there = await readCart(id);
  if (there === undefined || there.status === "parked") show({ cart: fresh() });
  else if (there.revision > state.cart.revision) show({ cart: there });
}

/** Writes one state after the other; what came while one was written goes as one. */
function keep(cart: Cart): void {
  waiting.set(cart.id, cart);
  keeping ??= write().finally(() => {
    keeping = undefined;
  });
}

async function write(): Promise<void> {
  for (let [next] = waiting.values(); next !== undefined; [next] = waiting.values()) {
    waiting.delete(next.id);
    try {
      await (isEmpty(next) ? forgetCart(next.id) : keepCart(next));
      if (state.unkept) show({ unkept: false });
    } catch (error) {
      reportError(error);
      show({ unkept: true });
    }
  }
}

function fresh(): Cart {
  return emptyCart(uuidv7(), new Date().toISOString());
}

function show(changed: Partial<CartState>): void {
  state = { ...state, ...changed };
  for (const listener of listeners) listener();
}
