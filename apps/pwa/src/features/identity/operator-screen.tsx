import { mayGrant } from "@balcao/shared/identity/permissions";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useDraft } from "../../kernel/draft.ts";
import { useForm } from "../../kernel/form.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { SaveBar } from "../../kernel/screen/save-bar.tsx";
import { useAllowed, usePerson } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { SkeletonForm } from "../../ui/skeleton.tsx";
import { Surface } from "../../ui/surface.tsx";
import { Switch } from "../../ui/switch.tsx";
import { showToast } from "../../ui/toast.tsx";
import { Missing } from "./missing.tsx";
import { messages } from "./office-messages.ts";
import { OperatorStatus } from "./operator-columns.tsx";
import { operatorFaults } from "./operator-faults.ts";
import { OperatorForm } from "./operator-form.tsx";
import { type OperatorItem, operatorsQuery } from "./operator-query.ts";
import { PinSection } from "./pin-section.tsx";

/** One operator's page. */
export function OperatorScreen() {
  const { operatorId } = useParams({ from: "/office/operators/$operatorId" });
  const texts = useMessages(messages);
  const query = useQuery(operatorsQuery);
  const back = (
    <Link to="/office/operators" className={buttonClass()}>
      {texts.backToOperators}
    </Link>
  );
  return (
    <Page shape="form">
      <QueryScreen query={query} loading={<SkeletonForm label={texts.loading} />}>
        {(operators) => {
          const operator = operators.find(({ id }) => id === operatorId);
          return operator === undefined ? (
            <Missing title={texts.operatorMissing} back={back} />
          ) : (
            <OperatorPage key={operator.id} operator={operator} />
          );
        }}
      </QueryScreen>
    </Page>
  );
}

function OperatorPage({ operator }: { readonly operator: OperatorItem }) {
  const texts = useMessages(messages);
  const own = usePerson()?.role ?? null;
  const allowed = useAllowed("operators.edit") && own !== null && mayGrant(own, operator.role);
  return (
    <>
      <PageHeader
        title={operator.name}
        note={<OperatorStatus operator={operator} />}
        breadcrumbsLabel={texts.breadcrumbs}
        breadcrumbs={[{ key: "operators", link: <Link to="/office/operators">{texts.operators}</Link> }]}
      />
      {allowed ? <PinSection operator={operator} /> : <Banner tone="info" title={texts.operatorForbidden} />}
      <OperatorEditor operator={operator} allowed={allowed} />
    </>
  );
}

function OperatorEditor({ operator, allowed }: { readonly operator: OperatorItem; readonly allowed: boolean }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const { name, role, storeIds, active } = operator;
  const draft = useDraft({ name, role, storeIds: storeIds as readonly string[], active });
  const save = useMutation({
    mutationFn: () => {
      const { storeIds: stores, ...others } = draft.changes;
      return api.identity.editOperator.mutate({
        operatorId: operator.id,
        ...others,
        ...(stores === undefined ? {} : { storeIds: [...stores] }),
      });
    },
    onSuccess: async () => {
      await client.invalidateQueries(operatorsQuery);
      draft.reset();
      showToast({ tone: "positive", title: texts.operatorSaved });
    },
  });
  const form = useForm({
    facts: draft.facts,
    faults: operatorFaults(draft.facts),
    texts,
    error: save.error,
    submit: () => {
      if (draft.dirty) save.mutate();
    },
  });
  return (
    <form {...form.props} className="contents">
      <ProblemBanner problem={form.general} />
      <fieldset disabled={!allowed} className="contents">
        <Surface title={texts.identification}>
          <OperatorForm facts={draft.facts} onChange={draft.set} errorOf={form.errorOf} />
        </Surface>
        <Surface title={texts.access}>
          <Switch
            label={texts.active}
            hint={texts.activeHint}
            checked={draft.facts.active}
            onCheckedChange={(on) => draft.set({ active: on })}
            disabled={!allowed}
          />
        </Surface>
      </fieldset>
      <SaveBar dirty={draft.dirty && allowed} busy={save.isPending} onReset={draft.reset} />
    </form>
  );
}
