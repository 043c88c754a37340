import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus, Store as StoreIcon } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { Status } from "../../ui/status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../ui/table/skeleton-table.tsx";
import { messages } from "./messages.ts";
import { type Store, storesQuery } from "./store-query.ts";

/** The chain's stores. */
export function StoresScreen() {
  const texts = useMessages(messages);
  const format = useFormat();
  const query = useQuery(storesQuery);
  const navigate = useNavigate();
  const columns = storeColumns(texts);
  return (
    <Page shape="fill">
      <PageHeader
        title={texts.title}
        breadcrumbsLabel={texts.breadcrumbs}
        actions={<NewStoreLink />}
        note={
          query.data === undefined ? null : (
            <span className="text-base text-muted">
              {texts.count(query.data.length, format.count(query.data.length))}
            </span>
          )
        }
      />
      <QueryScreen query={query} loading={<SkeletonTable label={texts.loading} />}>
        {(stores) => (
          <DataTable
            label={texts.title}
            columns={columns}
            count={stores.length}
            rowAt={(index) => stores[index]}
            rowKey={(store) => store.id}
            onOpen={(store) => void navigate({ to: "/office/stores/$storeId", params: { storeId: store.id } })}
            empty={
              <EmptyState icon={StoreIcon} title={texts.emptyTitle} action={<NewStoreLink />}>
                {texts.emptyText}
              </EmptyState>
            }
          />
        )}
      </QueryScreen>
    </Page>
  );
}

function storeColumns(texts: (typeof messages)["pt"]): readonly Column<Store>[] {
  return [
    {
      id: "code",
      header: texts.code,
      cell: (store) => <span className="figures">{store.code}</span>,
      width: "7rem",
      narrow: "detail",
    },
    {
      id: "name",
      header: texts.name,
      cell: (store) => <StoreLink store={store} />,
      width: "minmax(14rem, 2fr)",
      fixed: true,
      narrow: "title",
    },
    { id: "city", header: texts.city, cell: (store) => store.city, narrow: "detail" },
    {
      id: "kind",
      header: texts.kind,
      cell: (store) => (store.kind === "shop" ? texts.shop : texts.distributionCentre),
      width: "14rem",
      from: 55,
    },
    {
      id: "pix",
      header: texts.pix,
      cell: (store) => <PixStatus store={store} texts={texts} />,
      width: "11rem",
      narrow: "end",
    },
  ];
}

function StoreLink({ store }: { readonly store: Store }) {
  return (
    <Link to="/office/stores/$storeId" params={{ storeId: store.id }} tabIndex={-1} className="font-medium">
      {store.name}
    </Link>
  );
}

function NewStoreLink() {
  const texts = useMessages(messages);
  if (!useAllowed("stores.edit")) return null;
  return (
    <Link to="/office/stores/new" className={buttonClass({ variant: "primary" })}>
      <Plus aria-hidden className="size-5" />
      {texts.newStore}
    </Link>
  );
}

function PixStatus({ store, texts }: { readonly store: Store; readonly texts: (typeof messages)["pt"] }) {
  return store.pixKey === null ? (
    <Status tone="neutral">{texts.pixMissing}</Status>
  ) : (
    <Status tone="positive">{texts.pixSet}</Status>
  );
}
