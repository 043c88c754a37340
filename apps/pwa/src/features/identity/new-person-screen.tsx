import type { Role } from "@balcao/shared/identity/permissions";
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
import { peopleQuery } from "./people-query.ts";
import { type PersonFacts, personFaults, PersonForm } from "./person-form.tsx";

/** The page that gives somebody a login. */
export function NewPersonScreen() {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [facts, setFacts] = useState<PersonFacts>({
    name: "",
    email: "",
    password: "",
    role: "store-manager" satisfies Role,
  });
  const create = useMutation({
    mutationFn: () => api.identity.createPerson.mutate({ ...facts, email: facts.email.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries(peopleQuery);
      showToast({ tone: "positive", title: texts.personCreated(facts.name) });
      await navigate({ to: "/office/people" });
    },
  });
  const form = useForm({
    facts,
    faults: personFaults(facts),
    texts,
    error: create.error,
    submit: () => create.mutate(),
  });
  return (
    <Page shape="form">
      <form {...form.props} className="contents">
        <PageHeader
          title={texts.newPerson}
          breadcrumbsLabel={texts.breadcrumbs}
          breadcrumbs={[{ key: "people", link: <Link to="/office/people">{texts.people}</Link> }]}
        />
        <ProblemBanner problem={form.general} />
        <Surface>
          <PersonForm
            facts={facts}
            onChange={(changes) => setFacts((before) => ({ ...before, ...changes }))}
            errorOf={form.errorOf}
          />
        </Surface>
        <div className="flex flex-wrap justify-end gap-3">
          <Link to="/office/people" className={buttonClass()}>
            {texts.cancel}
          </Link>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {texts.createPerson}
          </Button>
        </div>
      </form>
    </Page>
  );
}
