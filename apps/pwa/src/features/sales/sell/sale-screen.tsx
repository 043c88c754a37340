import { parseScanInput } from "@balcao/shared/sales/scan-input";
import type { StoreRow } from "@balcao/shared/stores/rows";
import { useRef, useState } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useUpdateHold } from "../../../kernel/update/hold.ts";
import { ChooseCustomer } from "../../customers/public.ts";
import type { Operator } from "../../identity/public.ts";
import type { IndexedProduct } from "../../catalog/public.ts";
import { isEmpty } from "../cart/cart.ts";
import { cartState, changeCart } from "../cart/cart-store.ts";
import { useCart } from "../cart/use-cart.ts";
import { useScanner } from "../scanner/use-scanner.ts";
import { CartBar } from "./cart-bar.tsx";
import { CartPane } from "./cart-pane.tsx";
import { Discounts } from "./discounts.tsx";
import { DiscardDialog } from "./discard-dialog.tsx";
import { messages } from "./messages.ts";
import { ParkDialog } from "./park-dialog.tsx";
import { ParkedSheet } from "./parked-sheet.tsx";
import { ProductsPane } from "./products-pane.tsx";
import { askForDiscount } from "./desk.ts";
import { allTaken, takeCode, takeProduct } from "./take.ts";
import { useApproval } from "./use-approval.tsx";
import { useScreenKeys } from "./use-keys.ts";
import { useLatest } from "./use-latest.ts";
import { useSearchEntry } from "./use-search-entry.ts";
import { useSearch } from "./use-search.ts";
import { WeighDialog } from "./weigh-dialog.tsx";

type Open = "customer" | "park" | "parked" | "discard" | "cart" | null;

export interface SaleScreenProps {
  readonly operator: Operator;
  /** Null before its first copy. Its scale's labels can be read from the first scan on. */
  readonly store: StoreRow | null;
  readonly onPay: () => void;
}

/** The counter's main screen: find products on the left, the open cart on the right, or below where it is narrow. */
export function SaleScreen({ operator, store, onPay }: SaleScreenProps) {
  const texts = useMessages(messages);
  const { cart } = useCart();
  const search = useSearch();
  const searchInput = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<Open>(null);
  const currency = store?.currency ?? "BRL";
  const scale = store?.scaleBarcode ?? "none";
  const { text, setText } = search;
  const empty = isEmpty(cart);
  useUpdateHold(!empty);

  const entry = useSearchEntry(searchInput, scale, search.categoryId);
  useScanner((code) => {
    const waiting = parseScanInput(searchInput.current?.value ?? "");
    const quantity = waiting?.code === "" ? waiting.quantity : null;
    if (quantity !== null) setText("");
    void takeCode(code, quantity, scale);
  });
  const pick = useLatest((product: IndexedProduct) => {
    const quantity = parseScanInput(text)?.quantity ?? null;
    if (quantity === null) entry.spend();
    else setText("");
    void takeProduct(product, quantity);
  });
  // What was scanned or entered a moment ago belongs to the sale that is paid or parked.
  const withLines = (act: () => void) =>
    void allTaken().then(() => (cartState().cart.lines.length > 0 ? act() : undefined));
  const approval = useApproval(operator, currency);
  const pay = () => withLines(() => approval.changeAnd((current) => current, onPay));
  const focusSearch = () => {
    searchInput.current?.focus();
    searchInput.current?.select();
  };
  useScreenKeys({
    everywhere: {
      F2: focusSearch,
      F4: pay,
      F6: () => withLines(() => askForDiscount(null)),
      F7: () => setOpen("customer"),
      F8: () => withLines(() => setOpen("park")),
      F9: () => setOpen("parked"),
    },
    onCharacter: (character) => {
      if (character === "/") searchInput.current?.focus();
      else entry.type(character);
      return true;
    },
  });

  const shown = (name: Exclude<Open, null>) => ({
    open: open === name,
    onOpenChange: (next: boolean) => setOpen(next ? name : null),
  });
  const actions = {
    cart,
    onCustomer: () => setOpen("customer"),
    onPark: () => setOpen("park"),
    onParked: () => setOpen("parked"),
    onDiscard: () => setOpen("discard"),
    onDiscount: () => askForDiscount(null),
  };
  return (
    <div className="flex h-full flex-col lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <h1 className="unseen">{texts.cart}</h1>
      <div className="min-h-0 grow">
        <ProductsPane
          search={search}
          searchInput={searchInput}
          cart={cart}
          currency={currency}
          onPick={pick}
          onEnter={(chooseOne) => void entry.enter(chooseOne)}
          onTap={entry.onTap}
        />
      </div>
      <aside className="hidden min-h-0 border-l border-line bg-surface lg:block">
        <CartPane {...actions} currency={currency} onPay={pay} />
      </aside>
      <CartBar {...actions} {...shown("cart")} currency={currency} onPay={pay} />

      <WeighDialog currency={currency} takeTail={entry.takeTail} />
      <ChooseCustomer
        {...shown("customer")}
        onChoose={(customer) => changeCart((before) => ({ ...before, customer }))}
      />
      <Discounts cart={cart} currency={currency} changeAnd={approval.changeAnd} />
      {approval.dialog}
      <ParkDialog {...shown("park")} operatorId={operator.id} suggestion={cart.customer?.name ?? ""} />
      <ParkedSheet {...shown("parked")} operatorId={operator.id} currency={currency} swaps={!empty} />
      <DiscardDialog {...shown("discard")} cart={cart} currency={currency} />
    </div>
  );
}
