import type { SaleRow } from "@balcao/shared/sales/rows";
import { Link } from "@tanstack/react-router";
import { TabletSmartphone } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import { Amount } from "../../ui/amount.tsx";
import { Status } from "../../ui/status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useOperatorNames } from "../identity/public.ts";
import { exceptionNames } from "./exception-messages.ts";
import type { TodaySale } from "./today-local.ts";
import { messages } from "./today-messages.ts";

/** What the list of the day says about a sale. `deviceId` is this tablet's own. */
export function useTodayColumns(deviceId: string): readonly Column<TodaySale>[] {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useStoreCurrency();
  const names = useOperatorNames();
  return [
    { id: "time", header: texts.time, cell: ({ sale }) => format.time(sale.soldAt), width: "8rem", narrow: "end" },
    {
      id: "receipt",
      header: texts.receipt,
      cell: ({ sale }) => <Receipt sale={sale} own={sale.deviceId === deviceId} />,
      width: "minmax(17rem, 1.4fr)",
      narrow: "title",
    },
    {
      id: "operator",
      header: texts.operator,
      cell: ({ sale }) => names.get(sale.operatorId) ?? "–",
      width: "minmax(8rem, 1fr)",
    },
    {
      id: "state",
      header: texts.state,
      cell: (row) => <SaleState row={row} />,
      width: "minmax(10rem, 1.4fr)",
      narrow: "detail",
    },
    {
      id: "items",
      header: texts.items,
      cell: ({ sale }) => format.count(sale.lines.length),
      width: "6rem",
      align: "end",
    },
    {
      id: "total",
      header: texts.total,
      cell: ({ sale }) => <Amount text={format.money(sale.total, currency)} />,
      width: "8rem",
      align: "end",
      narrow: "end",
    },
  ];
}

function Receipt({ sale, own }: { readonly sale: SaleRow; readonly own: boolean }) {
  const texts = useMessages(messages);
  return (
    <span className="inline-flex items-center gap-3">
      <Link
        to="/counter/receipt/$saleId"
        params={{ saleId: sale.id }}
        className="figures rounded-small font-medium hover:underline"
      >
        {sale.receiptNumber}
      </Link>
      {own ? (
        <span className="flex items-center gap-1 text-sm font-normal text-muted">
          <TabletSmartphone aria-hidden className="size-4" />
          {texts.thisTablet}
        </span>
      ) : null}
    </span>
  );
}

function SaleState({ row: { sale, pending } }: { readonly row: TodaySale }) {
  const texts = useMessages(messages);
  const exceptions = useMessages(exceptionNames);
  if (pending) return <Status tone="waiting">{texts.pending}</Status>;
  const [first, ...others] = sale.exceptions;
  if (first === undefined) return <Status tone="positive">{texts.confirmed}</Status>;
  return <Status tone="waiting">{`${exceptions[first]}${others.length === 0 ? "" : ` +${others.length}`}`}</Status>;
}
