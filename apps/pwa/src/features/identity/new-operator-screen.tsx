import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "../../kernel/form.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { api } from "../../kernel/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Surface } from "../../ui/surface.tsx";
import { showToast } from "../../ui/toast.tsx";
import { messages } from "./office-messages.ts";
import { operatorFaults } from "./operator-faults.ts";
import { type OperatorFacts, OperatorForm } from "./operator-form.tsx";
import { operatorsQuery } from "./operator-query.ts";

/** The page that creates an operator, and then leads to the PIN. */
export function NewOperatorScreen() {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [facts, setFacts] = useState<OperatorFacts>({ name: "", role: "cashier", storeIds: [] });
  const create = useMutation({
    mutationFn: () => api.identity.createOperator.mutate({ ...facts, storeIds: [...facts.storeIds] }),
    onSuccess: async ({ operatorId }) => {
      await client.invalidateQueries(operatorsQuery);
      showToast({ tone: "positive", title: texts.operatorCreated });
      await navigate({ to: "/office/operators/$operatorId", params: { operatorId } });
    },
  });
  const form = useForm({
    facts,
    faults: operatorFaults(facts),
    texts,
    error: create.error,
    submit: () => create.mutate(),
  });
  return (
    <Page shape="form">
      <form {...form.props} className="contents">
        <PageHeader
          title={texts.newOperator}
          breadcrumbsLabel={texts.breadcrumbs}
          breadcrumbs={[{ key: "operators", link: <Link to="/office/operators">{texts.operators}</Link> }]}
        />
        <ProblemBanner problem={form.general} />
        <Surface>
          <OperatorForm
            facts={facts}
            onChange={(changes) => setFacts((before) => ({ ...before, ...changes }))}
            errorOf={form.errorOf}
          />
        </Surface>
        <div className="flex flex-wrap justify-end gap-3">
          <Link to="/office/operators" className={buttonClass()}>
            {texts.cancel}
          </Link>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {texts.createOperator}
          </Button>
        </div>
      </form>
    </Page>
  );
}
