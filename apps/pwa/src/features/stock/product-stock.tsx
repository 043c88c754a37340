import type { ProductRow } from "@balcao/shared/catalog/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { PackageX } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import { useNow } from "../../kernel/use-now.ts";
import { Amount } from "../../ui/amount.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { SkeletonText } from "../../ui/skeleton.tsx";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { useOffers } from "../catalog/public.ts";
import { type ProductStock, readStock } from "./local.ts";
import { messages } from "./messages.ts";

/** How much there is of one product, how old that is, what it costs and how it is scanned. */
export function ProductStockCard({ productId }: { readonly productId: string }) {
  const texts = useMessages(messages);
  const stock = useLiveQuery(() => readStock(productId), [productId]);
  if (stock === undefined) {
    return (
      <Surface>
        <SkeletonText lines={6} />
      </Surface>
    );
  }
  if (stock === null) {
    return (
      <EmptyState icon={PackageX} title={texts.gone}>
        {texts.goneText}
      </EmptyState>
    );
  }
  return (
    <Surface>
      <div className="grid gap-6">
        <header className="grid justify-items-start gap-1">
          <h2 className="text-xl font-semibold tracking-tight text-balance">{stock.product.name}</h2>
          {stock.product.status === "inactive" ? <Status tone="waiting">{texts.inactive}</Status> : null}
        </header>
        <Level stock={stock} />
        <ProductFacts product={stock.product} />
      </div>
    </Surface>
  );
}

function Level({ stock: { level, product, pending } }: { readonly stock: ProductStock }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  if (level === null) return <p className="text-lg font-medium">{texts.unknownLevel}</p>;
  return (
    <div role="status" className="grid gap-1">
      <p className="text-sm text-muted">{texts.inStock}</p>
      <Amount size="total" text={format.quantity(level.quantity, product.unit)} />
      <p className="text-sm text-muted">{texts.updated(format.age(level.updatedAt, now))}</p>
      {level.quantity < 0 ? (
        <Status tone="negative" sentence>
          {texts.oversold}
        </Status>
      ) : null}
      {pending ? (
        <Status tone="waiting" sentence>
          {texts.pending}
        </Status>
      ) : null}
    </div>
  );
}

function ProductFacts({ product }: { readonly product: ProductRow }) {
  const texts = useMessages(messages);
  const { sku, barcodes } = product;
  return (
    <dl className="grid gap-4 border-t border-line pt-4">
      <Fact label={texts.price}>
        <Price product={product} />
      </Fact>
      <Fact label={texts.sku}>{sku}</Fact>
      <Fact label={texts.barcodes}>{barcodes.length === 0 ? texts.noBarcodes : <Codes codes={barcodes} />}</Fact>
    </dl>
  );
}

function Price({ product }: { readonly product: ProductRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useStoreCurrency();
  const price = useOffers([product.id]).get(product.id)?.price;
  if (price === undefined) return "…";
  if (price === null) return <Status tone="waiting">{texts.noPrice}</Status>;
  return (
    <>
      <Amount size="large" text={format.money(price.amount, currency)} />
      {price.regular === null ? null : (
        <span className="block text-sm text-muted">{texts.offer(format.money(price.regular, currency))}</span>
      )}
    </>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <ul>
      {codes.map((code) => (
        <li key={code} className="figures">
          {code}
        </li>
      ))}
    </ul>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-base">{children}</dd>
    </div>
  );
}
