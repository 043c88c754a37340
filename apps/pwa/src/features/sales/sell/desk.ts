import type { ErrorCode } from "@balcao/shared/errors/registry";
import type { Thousandths } from "@balcao/shared/kernel/money";
import type { CurrentPrice, IndexedProduct } from "../../catalog/public.ts";
import type { CartLine } from "../cart/cart.ts";

/** Something the cashier has to see before it goes away. */
export type Notice =
  | {
      readonly kind: "unknown-code";
      readonly code: string;
      /** The catalogue was still loading. */ readonly partial: boolean;
    }
  | { readonly kind: "inactive"; readonly name: string }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly name: string }
  /** What was entered, while something else was typed already, is no one product. */
  | { readonly kind: "not-entered"; readonly text: string }
  /** Something of ours broke while the code was looked up. */
  | { readonly kind: "failed"; readonly code: string };

/** A product that waits for its weight. */
export interface WeighRequest {
  readonly id: string;
  readonly product: IndexedProduct;
  readonly price: CurrentPrice;
}

/** A line that was taken out of a cart, and where it stood. */
export interface Removed {
  readonly cartId: string;
  readonly line: CartLine;
  readonly position: number;
}

/** What lies on the counter beside the cart. It is not kept: a reload has nothing to ask. */
export interface Desk {
  /** The newest last. */
  readonly notices: readonly { readonly notice: Notice; readonly times: number }[];
  readonly toWeigh: readonly WeighRequest[];
  /** What can still be put back, the newest last. */
  readonly removed: readonly Removed[];
  /** What something is to be taken off: a line, or the whole sale; null while nobody asks. */
  readonly discounting: { readonly lineId: string | null } | null;
  /** The line that was added or grew last, and by how much. */
  readonly latest: { readonly lineId: string; readonly added: Thousandths; readonly count: number } | null;
}

/** More than this nobody reads; the oldest goes. */
const mostNotices = 3;
/** How long a line can be put back, in milliseconds. */
const undoTime = 10_000;

const emptyDesk: Desk = { notices: [], toWeigh: [], discounting: null, removed: [], latest: null };

let desk = emptyDesk;
const listeners = new Set<() => void>();

/** The desk, for useSyncExternalStore. */
export const saleDesk = {
  get: (): Desk => desk,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Puts a notice where it stays in sight; the same one again is counted. */
export function notify(notice: Notice): void {
  const same = (other: { readonly notice: Notice }) => JSON.stringify(other.notice) === JSON.stringify(notice);
  const times = (desk.notices.find(same)?.times ?? 0) + 1;
  const notices = [...desk.notices.filter((other) => !same(other)), { notice, times }].slice(-mostNotices);
  show({ notices });
}

/** The cashier has seen a notice. */
export function dismiss(notice: Notice): void {
  show({ notices: desk.notices.filter((other) => other.notice !== notice) });
}

/** Asks for the weight of a product, after those asked for before. */
export function askForWeight(request: WeighRequest): void {
  show({ toWeigh: [...desk.toWeigh, request] });
}

/** A weight was given, or is not wanted any more. */
export function weighed(request: WeighRequest): void {
  show({ toWeigh: desk.toWeigh.filter((other) => other !== request) });
}

/** Asks what is to be taken off a line, or off the whole sale. */
export function askForDiscount(lineId: string | null): void {
  show({ discounting: { lineId } });
}

/** It was said, or is not wanted any more. */
export function discounted(): void {
  show({ discounting: null });
}

/** Remembers which line was touched, so that the screen shows where it went. */
export function touchLine(lineId: string, added: Thousandths): void {
  show({ latest: { lineId, added, count: (desk.latest?.count ?? 0) + 1 } });
}

/** Offers for a while to put a line back. */
export function offerBack(removed: Removed): void {
  show({ removed: [...desk.removed, removed] });
  setTimeout(() => withdraw(removed), undoTime);
}

/** The line is back, or nobody wants it any more. */
export function withdraw(removed: Removed): void {
  show({ removed: desk.removed.filter((other) => other !== removed) });
}

/** Clears what belonged to the sale before. */
export function clearDesk(): void {
  show(emptyDesk);
}

function show(changed: Partial<Desk>): void {
  desk = { ...desk, ...changed };
  for (const listener of listeners) listener();
}
