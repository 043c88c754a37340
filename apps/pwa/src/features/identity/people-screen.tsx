import type { Role } from "@balcao/shared/identity/permissions";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Users } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../ui/table/skeleton-table.tsx";
import { ListCount } from "./list-count.tsx";
import { messages, roleNames } from "./office-messages.ts";
import { peopleQuery, type PersonItem } from "./people-query.ts";

/** Who signs in to the back office. */
export function PeopleScreen() {
  const texts = useMessages(messages);
  const format = useFormat();
  const query = useQuery(peopleQuery);
  const columns = usePersonColumns();
  const count = query.data?.length;
  return (
    <Page shape="fill">
      <PageHeader
        title={texts.people}
        description={texts.peopleText}
        breadcrumbsLabel={texts.breadcrumbs}
        note={<ListCount text={count === undefined ? undefined : texts.personCount(count, format.count(count))} />}
        actions={<NewPersonLink />}
      />
      <QueryScreen query={query} loading={<SkeletonTable label={texts.loading} />}>
        {(people) => (
          <DataTable
            label={texts.people}
            columns={columns}
            count={people.length}
            rowAt={(index) => people[index]}
            rowKey={(person) => person.id}
            empty={<EmptyState icon={Users} title={texts.noPeopleTitle} />}
          />
        )}
      </QueryScreen>
    </Page>
  );
}

function usePersonColumns(): readonly Column<PersonItem>[] {
  const texts = useMessages(messages);
  const roles = useMessages(roleNames);
  const format = useFormat();
  return [
    {
      id: "name",
      header: texts.name,
      cell: (person) => <span className="font-medium">{person.name}</span>,
      width: "minmax(12rem, 1fr)",
      fixed: true,
      narrow: "title",
    },
    {
      id: "email",
      header: texts.email,
      cell: (person) => person.email,
      width: "minmax(14rem, 1.5fr)",
      narrow: "detail",
    },
    {
      id: "role",
      header: texts.role,
      cell: (person) => roles[person.role as Role] ?? person.role,
      width: "11rem",
      narrow: "end",
    },
    {
      id: "since",
      header: texts.since,
      cell: (person) => <span className="figures">{format.date(person.since)}</span>,
      width: "9rem",
      from: 48,
    },
  ];
}

function NewPersonLink() {
  const texts = useMessages(messages);
  if (!useAllowed("people.edit")) return null;
  return (
    <Link to="/office/people/new" className={buttonClass({ variant: "primary" })}>
      <Plus aria-hidden className="size-5" />
      {texts.newPerson}
    </Link>
  );
}
