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

/** Milliseconds after which what could not be kept is tried again. */
const pause = 1_000;

let state: CartState = { cart: fresh(), loaded: false, unkept: false };
let loading: Promise<void> | undefined;
let keeping: Promise<void> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
/** What is to be written, by cart. */
const waiting = new Map<string, Cart>();
/** The carts whose newest state could not be written. */
const unkept = new Set<string>();
const listeners = new Set<() => void>();

whenEmptied(async () => {
  if (!isEmpty(state.cart)) keep(state.cart);
  await cartKept();
});

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
  await cartKept();
  const parked = waiting.get(id) ?? (await readCart(id));
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
  if (state.cart.id === id) show({ cart: fresh() });
  await stopKeeping(id);
  isOver(id);
  await forgetCart(id);
}

/** Resolves when every change so far is on the tablet, or has failed to be. */
export async function cartKept(): Promise<void> {
  while (keeping !== undefined) await keeping;
}

/** Resolves when nothing of a cart will be written until it changes: what came after its end would bring it back. */
export async function stopKeeping(id: string): Promise<void> {
  while (keeping !== undefined) await keeping;
  waiting.delete(id);
}

async function load(): Promise<void> {
  const open = (await listCarts()).find((cart) => cart.status === "open");
  // Whatever was scanned in the meantime stays; the cart that was open before is then found among the parked ones.
  show(open === undefined || !isEmpty(state.cart) ? { loaded: true } : { cart: open, loaded: true });
  onCartElsewhere((id) => void follow(id).catch(reportError));
}

/** Another tab of this tablet has changed a cart, or sold it. */
async function follow(id: string): Promise<void> {
  await cartKept();
  if (id !== state.cart.id || isEmpty(state.cart)) return;
  const there = await readCart(id);
  const gone = there === undefined || there.status === "parked";
  if (!gone && there.revision <= state.cart.revision) return;
  isOver(id);
  show({ cart: gone ? fresh() : there });
}

/** Writes one state after the other; what came while one was written goes as one. */
function keep(cart: Cart): void {
  waiting.set(cart.id, cart);
  keepWaiting();
}

function keepWaiting(): void {
  keeping ??= write().finally(() => {
    keeping = undefined;
  });
}

/** What cannot be written waits for the next attempt: of a cart that was parked meanwhile, the screen has nothing. */
async function write(): Promise<void> {
  const failed = new Map<string, Cart>();
  for (let [next] = waiting.values(); next !== undefined; [next] = waiting.values()) {
    waiting.delete(next.id);
    failed.delete(next.id);
    try {
      await (isEmpty(next) ? forgetCart(next.id) : keepCart(next));
      unkept.delete(next.id);
    } catch (error) {
      if (!unkept.has(next.id)) reportError(error);
      unkept.add(next.id);
      failed.set(next.id, next);
    }
    tellUnkept();
  }
  for (const [id, cart] of failed) waiting.set(id, cart);
  clearTimeout(again);
  if (failed.size > 0) again = setTimeout(keepWaiting, pause);
}

/** What this page has of a cart is not to be written any more. */
function isOver(id: string): void {
  waiting.delete(id);
  unkept.delete(id);
  tellUnkept();
}

function tellUnkept(): void {
  if (state.unkept !== unkept.size > 0) show({ unkept: unkept.size > 0 });
}

function fresh(): Cart {
  return emptyCart(uuidv7(), new Date().toISOString());
}

function show(changed: Partial<CartState>): void {
  state = { ...state, ...changed };
  for (const listener of listeners) listener();
}
