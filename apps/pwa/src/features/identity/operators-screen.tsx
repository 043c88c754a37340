import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus, UserCog } from "lucide-react";
import { useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { FilterRow } from "../../ui/filter-row.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../ui/table/skeleton-table.tsx";
import { ListCount } from "./list-count.tsx";
import { messages } from "./office-messages.ts";
import { useOperatorColumns } from "./operator-columns.tsx";
import { type OperatorItem, operatorsQuery } from "./operator-query.ts";
import { StoreFilter } from "./store-filter.tsx";

/** Who acts on the tablets. */
export function OperatorsScreen() {
  const texts = useMessages(messages);
  const format = useFormat();
  const query = useQuery(operatorsQuery);
  const [storeId, setStoreId] = useState<string | null>(null);
  const shown = (operators: readonly OperatorItem[]) =>
    operators.filter((operator) => storeId === null || operator.storeIds.includes(storeId));
  const count = query.data === undefined ? undefined : shown(query.data).length;
  return (
    <Page shape="fill">
      <PageHeader
        title={texts.operators}
        breadcrumbsLabel={texts.breadcrumbs}
        note={<ListCount text={count === undefined ? undefined : texts.operatorCount(count, format.count(count))} />}
        actions={<NewOperatorLink />}
      />
      <FilterRow>
        <StoreFilter value={storeId} onValueChange={setStoreId} />
      </FilterRow>
      <QueryScreen query={query} loading={<SkeletonTable label={texts.loading} />}>
        {(operators) => <OperatorTable operators={shown(operators)} none={operators.length === 0} />}
      </QueryScreen>
    </Page>
  );
}

function OperatorTable({ operators, none }: { readonly operators: readonly OperatorItem[]; readonly none: boolean }) {
  const texts = useMessages(messages);
  const navigate = useNavigate();
  const columns = useOperatorColumns();
  return (
    <DataTable
      label={texts.operators}
      columns={columns}
      count={operators.length}
      rowAt={(index) => operators[index]}
      rowKey={(operator) => operator.id}
      onOpen={(operator) => void navigate({ to: "/office/operators/$operatorId", params: { operatorId: operator.id } })}
      empty={
        none ? (
          <EmptyState icon={UserCog} title={texts.noOperatorsTitle} action={<NewOperatorLink />}>
            {texts.noOperatorsText}
          </EmptyState>
        ) : (
          <EmptyState icon={UserCog} title={texts.noOperatorsFiltered} />
        )
      }
    />
  );
}

function NewOperatorLink() {
  const texts = useMessages(messages);
  if (!useAllowed("operators.edit")) return null;
  return (
    <Link to="/office/operators/new" className={buttonClass({ variant: "primary" })}>
      <Plus aria-hidden className="size-5" />
      {texts.newOperator}
    </Link>
  );
}
