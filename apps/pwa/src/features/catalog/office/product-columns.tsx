import { Link } from "@tanstack/react-router";
import { Ban, CircleCheck } from "lucide-react";
import { type Format, useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useCurrency } from "../../../kernel/session.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Status } from "../../../ui/status.tsx";
import type { Column } from "../../../ui/table/column.ts";
import { messages, unitNames } from "../messages.ts";
import type { ListedProduct } from "./product-queries.ts";

/** The columns of the product list; the ids of those that sort are the server's. */
export function useProductColumns(): readonly Column<ListedProduct>[] {
  const texts = useMessages(messages);
  const units = useMessages(unitNames);
  const format = useFormat();
  const currency = useCurrency();
  return [
    {
      id: "name",
      header: texts.name,
      cell: (product) => <ProductLink product={product} />,
      width: "minmax(16rem, 3fr)",
      fixed: true,
      sortable: true,
      narrow: "title",
    },
    {
      id: "sku",
      header: texts.sku,
      cell: (product) => <span className="figures">{product.sku}</span>,
      width: "7.5rem",
      sortable: true,
      narrow: "detail",
    },
    {
      id: "barcode",
      header: texts.barcode,
      cell: (product) => <Barcodes codes={product.barcodes} />,
      width: "11.5rem",
      from: 66,
    },
    {
      id: "category",
      header: texts.category,
      cell: ({ category }) => category ?? <None />,
      width: "minmax(10rem, 1fr)",
      from: 45,
      narrow: "detail",
    },
    { id: "brand", header: texts.brand, cell: ({ brand }) => brand ?? <None />, width: "minmax(8rem, 1fr)", from: 76 },
    { id: "unit", header: texts.unit, cell: ({ unit }) => units[unit], width: "6.5rem", from: 60 },
    {
      id: "updatedAt",
      header: texts.updated,
      cell: (product) => <Changed product={product} format={format} />,
      width: "8rem",
      sortable: true,
      from: 60,
    },
    {
      id: "status",
      header: texts.status,
      cell: ({ status }) => <ProductStatus status={status} />,
      width: "7.5rem",
      from: 62,
    },
    {
      id: "price",
      header: texts.price,
      cell: (product) => <Price product={product} format={format} currency={currency} />,
      width: "8.5rem",
      align: "end",
      narrow: "end",
    },
  ];
}

/** Columns that are not in sight until a person asks for them. */
export const hiddenAtFirst = ["unit", "updatedAt"] as const;

function ProductLink({ product }: { readonly product: ListedProduct }) {
  return (
    <Link to="/office/products/$productId" params={{ productId: product.id }} tabIndex={-1} className="font-medium">
      {product.name}
    </Link>
  );
}

function None() {
  return (
    <span aria-hidden className="text-muted">
      –
    </span>
  );
}

function Barcodes({ codes }: { readonly codes: readonly string[] }) {
  const texts = useMessages(messages);
  const [first, ...others] = codes;
  if (first === undefined) return <None />;
  return (
    <span className="figures">
      {first}
      {others.length === 0 ? null : <span className="text-muted"> {texts.more(String(others.length))}</span>}
    </span>
  );
}

function Changed({ product, format }: { readonly product: ListedProduct; readonly format: Format }) {
  return (
    <time dateTime={product.updatedAt} className="figures">
      {format.date(product.updatedAt)}
    </time>
  );
}

/** Whether a product is sold. */
export function ProductStatus({ status }: { readonly status: ListedProduct["status"] }) {
  const texts = useMessages(messages);
  return status === "active" ? (
    <Status tone="positive" icon={CircleCheck}>
      {texts.active}
    </Status>
  ) : (
    <Status tone="neutral" icon={Ban}>
      {texts.inactive}
    </Status>
  );
}

function Price({
  product,
  format,
  currency,
}: {
  readonly product: ListedProduct;
  readonly format: Format;
  readonly currency: string;
}) {
  const texts = useMessages(messages);
  if (product.amount === null) return <Status tone="waiting">{texts.withoutPrice}</Status>;
  return (
    <span className="inline-flex flex-col items-end align-middle">
      {product.regular === null ? null : (
        <Amount struck muted size="small" text={format.money(product.regular, currency)} className="leading-4" />
      )}
      <Amount text={format.money(product.amount, currency)} className="leading-5 font-medium" />
    </span>
  );
}
