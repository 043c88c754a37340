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
  const create = useMutation({
    mutationFn: () => api.stores.createStore.mutate(toStore(facts)),
    onSuccess: async () => {
      await client.invalidateQueries(storesQuery);
      showToast({ tone: "positive", title: texts.created(facts.name) });
      await navigate({ to: "/office/stores" });
    },
  });
  const form = useForm({
    facts,
    faults: storeFaults(facts),
    texts,
    error: create.error,
    submit: () => create.mutate(),
  });
  return (
    <Page shape="form">
      <form {...form.props} className="contents">
        <StoreHeader title={texts.newStore} />
        <ProblemBanner problem={form.general} />
        <StoreForm
          facts={facts}
          onChange={(changes) => setFacts((before) => ({ ...before, ...changes }))}
          errorOf={form.errorOf}
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
