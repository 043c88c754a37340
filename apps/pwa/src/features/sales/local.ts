import { cents } from "@balcao/shared/kernel/money";
import type { SaleRow } from "@balcao/shared/sales/rows";
import type { LocalWrite } from "@balcao/sync/client/submit";
import { readSetting, type SettingKind } from "../../kernel/settings.ts";
import { readIdentity } from "../../kernel/sync/identity.ts";
import { database, engineData, synced } from "../../kernel/sync/local-database.ts";
import { onRowsChanged } from "../../kernel/sync/row-changes.ts";
import type { Cart } from "./cart/cart.ts";
import { type LastReceipt, noReceipt, type ReceiptFacts } from "./record/next-receipt.ts";

const carts = database.table<Cart, string>("cart");

/** Every cart on this tablet, the one changed last first. */
export async function listCarts(): Promise<readonly Cart[]> {
  const all = (await carts.toArray()).map(asNow);
  return all.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
}

/** One cart, or undefined when it was sold or discarded. */
export async function readCart(id: string): Promise<Cart | undefined> {
  const cart = await carts.get(id);
  return cart === undefined ? undefined : asNow(cart);
}

/** A cart as an earlier app may have kept it: without discounts, or with an approval that does not say of how much. */
function asNow(cart: Cart): Cart {
  const lines = cart.lines.map((line) => ({ ...line, discount: line.discount ?? null }));
  const approval = cart.approval?.off === undefined ? null : cart.approval;
  return { ...cart, lines, discount: cart.discount ?? null, approval };
}

/** Keeps a cart as it is now. */
export async function keepCart(cart: Cart): Promise<void> {
  await carts.put(cart);
}

/** Forgets a cart. */
export function forgetCart(id: string): Promise<void> {
  return carts.delete(id);
}

/** Calls back with the ids of carts that another tab of this tablet has changed or removed. */
export function onCartElsewhere(listener: (id: string) => void): () => void {
  return onRowsChanged(carts.name, (change) => {
    if (change.kind === "look" || change.kind === "gone") change.ids.forEach(listener);
  });
}

/** One sale of this store, or undefined when this tablet does not know it. */
export async function readSale(id: string): Promise<SaleRow | undefined> {
  const sale = await synced.sale.get(id);
  return sale === undefined ? undefined : saleAsNow(sale);
}

/** A sale as an earlier app may have left it here, until its rows come anew: nothing was taken off then. */
function saleAsNow(sale: SaleRow): SaleRow {
  const lines = sale.lines.map((line) => ({
    ...line,
    discount: line.discount ?? cents(0),
    saleDiscount: line.saleDiscount ?? cents(0),
  }));
  return { ...sale, lines, approval: sale.approval ?? null };
}

const lastReceipt: SettingKind<LastReceipt> = {
  key: "sales.last-receipt",
  accepts: (value): value is LastReceipt => typeof value === "object" && value !== null && "receipt" in value,
  otherwise: noReceipt,
};

/** What this tablet knows of the receipts that it has given. */
export async function readReceiptFacts(): Promise<ReceiptFacts> {
  const [identity, sequence, kept] = await Promise.all([
    readIdentity(),
    engineData.meta.get("sequence"),
    readSetting(lastReceipt),
  ]);
  const deviceId = identity?.deviceId ?? "";
  const last = kept.deviceId === deviceId ? kept : noReceipt;
  const since = await engineData.outbox.where("sequence").above(last.sequence).toArray();
  const others = since.filter(({ command }) => command.deviceId === deviceId && command.name !== "sales.record").length;
  return { deviceId, sequence: Number(sequence?.value ?? 0), last, others };
}

/** Keeps which receipt was given, as part of its sale. */
export function receiptGiven(given: LastReceipt): LocalWrite {
  return { table: "setting", put: { key: lastReceipt.key, value: given } };
}
