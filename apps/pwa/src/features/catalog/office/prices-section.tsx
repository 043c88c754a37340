import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { storesQuery } from "../../stores/public.ts";
import { messages } from "../messages.ts";
import { EndPrice } from "./end-price.tsx";
import { PriceDialog } from "./price-dialog.tsx";
import { type PriceGroup, priceGroups } from "./price-groups.ts";
import { PriceLine } from "./price-line.tsx";
import type { Product, ProductPrice } from "./product-queries.ts";

/** What is being done to the prices: a new one, a change of one, the end of one. */
type Act = { readonly kind: "add" } | { readonly kind: "change" | "end"; readonly price: ProductPrice };

/** The open prices of a product, by list. */
export function PricesSection({ product, allowed }: { readonly product: Product; readonly allowed: boolean }) {
  const texts = useMessages(messages);
  const stores = useQuery(storesQuery).data ?? [];
  const [act, setAct] = useState<Act | null>(null);
  const groups = priceGroups(
    product.prices,
    stores.map(({ id }) => id),
  );
  const nameOf = (storeId: string | null) =>
    storeId === null ? texts.chainPrice : (stores.find(({ id }) => id === storeId)?.name ?? "…");
  const add = (
    <Button icon={Plus} onClick={() => setAct({ kind: "add" })}>
      {texts.addPrice}
    </Button>
  );
  const close = () => setAct(null);
  return (
    <Surface title={texts.prices} description={texts.pricesText} actions={allowed ? add : undefined} flush>
      {product.prices.length === 0 ? (
        <p className="border-t border-line px-4 py-4 text-base text-waiting sm:px-6">{texts.noPrices}</p>
      ) : null}
      {groups.map((group) => (
        <Group
          key={group.storeId}
          group={group}
          name={nameOf(group.storeId)}
          allowed={allowed}
          onAct={(kind, price) => setAct({ kind, price })}
        />
      ))}
      {act?.kind === "add" ? <PriceDialog product={product} replaced={null} onClose={close} /> : null}
      {act?.kind === "change" ? <PriceDialog product={product} replaced={act.price} onClose={close} /> : null}
      {act?.kind === "end" ? <EndPrice price={act.price} onClose={close} /> : null}
    </Surface>
  );
}

interface GroupProps {
  readonly group: PriceGroup;
  readonly name: string;
  readonly allowed: boolean;
  readonly onAct: (kind: "change" | "end", price: ProductPrice) => void;
}

function Group({ group, name, allowed, onAct }: GroupProps) {
  if (group.prices.length === 0) return null;
  return (
    <div className="grid gap-x-6 border-t border-line px-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)] sm:px-6">
      <h3 className="flex min-h-row items-center text-base font-medium">{name}</h3>
      <ul>
        {group.prices.map((price) => (
          <PriceLine key={price.id} price={price} allowed={allowed} onAct={onAct} />
        ))}
      </ul>
    </div>
  );
}
