import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "dexie-react-hooks";
import { ReceiptText } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { useIdentity } from "../../kernel/sync/identity.ts";
import { useNow } from "../../kernel/use-now.ts";
import { useWindow } from "../../kernel/use-window.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { EmptyState } from "../../ui/screen-state.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../ui/table/skeleton-table.tsx";
import { useTodayColumns } from "./today-columns.tsx";
import { countRefused, countSalesSince, readSalesSince, type TodaySale } from "./today-local.ts";
import { messages } from "./today-messages.ts";
import { startOfDay } from "./today-start.ts";

/** The store's sales of today, as far as this tablet knows them; its own are marked. `onOpen` shows a receipt. */
export function TodayScreen({ onOpen }: { readonly onOpen: (saleId: string) => void }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const columns = useTodayColumns(useIdentity()?.deviceId ?? "");
  const from = startOfDay(useNow());
  const rows = useWindow<TodaySale>({
    version: from,
    count: () => countSalesSince(from),
    read: (offset, limit) => readSalesSince(from, offset, limit),
  });
  const { count } = rows;
  return (
    <CounterPage
      shape="fill"
      title={texts.title}
      note={
        count === undefined || count === 0 ? null : (
          <span className="figures text-base text-muted">{texts.count(format.count(count), count)}</span>
        )
      }
    >
      <RefusedNote />
      {count === undefined ? <SkeletonTable label={texts.loading} /> : null}
      {count === undefined ? null : (
        <DataTable
          label={texts.title}
          columns={columns}
          count={count}
          rowAt={rows.rowAt}
          rowKey={({ sale }) => sale.id}
          onRange={rows.onRange}
          onOpen={({ sale }) => onOpen(sale.id)}
          empty={<NoSales />}
        />
      )}
    </CounterPage>
  );
}

function NoSales() {
  const texts = useMessages(messages);
  const sell = (
    <Link to="/counter" className={buttonClass({ variant: "primary" })}>
      {texts.sell}
    </Link>
  );
  return (
    <EmptyState icon={ReceiptText} title={texts.emptyTitle} action={sell}>
      {texts.emptyText}
    </EmptyState>
  );
}

function RefusedNote() {
  const texts = useMessages(messages);
  const format = useFormat();
  const refused = useLiveQuery(countRefused) ?? 0;
  if (refused === 0) return null;
  const see = (
    <Link to="/counter/sync" search={{ tab: "refused" }} className={buttonClass()}>
      {texts.see}
    </Link>
  );
  return (
    <Banner tone="waiting" title={texts.refusedTitle(format.count(refused), refused)} actions={see}>
      {texts.refusedText}
    </Banner>
  );
}
