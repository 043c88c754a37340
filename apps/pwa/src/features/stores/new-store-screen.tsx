import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useFieldProblems } from "../../kernel/field-problem.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { api } from "../../kernel/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { Page } from "../../ui/page.tsx";
import { showToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";
import { newStore, type StoreFacts, storeFaults, toStore } from "./store-facts.ts";
import { StoreForm } from "./store-form.tsx";
import { storesQuery } from "./store-query.ts";
import { StoreHeader } from "./store-screen.tsx";

/** The page that creates a store. */
export function NewStoreScreen() {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [facts, setFacts] = useState<StoreFacts>(newStore);
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () => api.stores.createStore.mutate(toStore(facts)),
    onSuccess: async () => {
      await client.invalidateQueries(storesQuery);
      showToast({ tone: "positive", title: texts.created(facts.name) });
      await navigate({ to: "/office/stores" });
    },
  });
  const problems = useFieldProblems(create.error, Object.keys(facts));
  const faults = storeFaults(facts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) create.mutate();
  };
  return (
    <Page shape="form">
      <form noValidate onSubmit={submit} className="contents">
        <StoreHeader title={texts.newStore} />
        <ProblemBanner problem={problems.general} />
        <StoreForm
          facts={facts}
          onChange={(changes) => setFacts((before) => ({ ...before, ...changes }))}
          errorOf={(field) => {
            const fault = tried ? faults[field] : undefined;
            return fault === undefined ? problems.of(field) : texts[fault];
          }}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Link to="/office/stores" className={buttonClass()}>
            {texts.cancel}
          </Link>
          <Button type="submit" variant="primary" busy={create.isPending}>
            {texts.createStore}
          </Button>
        </div>
      </form>
    </Page>
  );
}
