import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useDraft } from "../../kernel/draft.ts";
import { useForm } from "../../kernel/form.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { QueryScreen } from "../../kernel/screen/query-screen.tsx";
import { SaveBar } from "../../kernel/screen/save-bar.tsx";
import { useAllowed } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { SkeletonForm } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";
import { storeFaults, toChanges, toFacts } from "./store-facts.ts";
import { StoreForm } from "./store-form.tsx";
import { type Store, storesQuery } from "./store-query.ts";

/** One store's page. */
export function StoreScreen() {
  const { storeId } = useParams({ from: "/office/stores/$storeId" });
  const texts = useMessages(messages);
  const query = useQuery(storesQuery);
  return (
    <Page shape="form">
      <QueryScreen query={query} loading={<SkeletonForm label={texts.loading} />}>
        {(stores) => {
          const store = stores.find(({ id }) => id === storeId);
          return store === undefined ? <MissingStore /> : <StoreEditor key={store.id} store={store} />;
        }}
      </QueryScreen>
    </Page>
  );
}

function StoreEditor({ store }: { readonly store: Store }) {
  const texts = useMessages(messages);
  const allowed = useAllowed("stores.edit");
  const client = useQueryClient();
  const draft = useDraft(toFacts(store));
  const save = useMutation({
    mutationFn: () => api.stores.editStore.mutate({ storeId: store.id, ...toChanges(draft.changes) }),
    onSuccess: async () => {
      await client.invalidateQueries(storesQuery);
      draft.reset();
      showToast({ tone: "positive", title: texts.saved });
    },
  });
  const form = useForm({
    facts: draft.facts,
    faults: storeFaults(draft.facts),
    texts,
    error: save.error,
    submit: () => {
      if (draft.dirty) save.mutate();
    },
  });
  return (
    <form {...form.props} className="contents">
      <StoreHeader title={store.name} />
      <ProblemBanner problem={form.general} />
      {allowed ? null : <Banner tone="info" title={texts.readOnly} />}
      <fieldset disabled={!allowed} className="contents">
        <StoreForm facts={draft.facts} onChange={draft.set} errorOf={form.errorOf} />
      </fieldset>
      <SaveBar dirty={draft.dirty && allowed} busy={save.isPending} onReset={draft.reset} />
    </form>
  );
}

/** The head of a store's pages. */
export function StoreHeader({ title }: { readonly title: string }) {
  const texts = useMessages(messages);
  return (
    <PageHeader
      title={title}
      breadcrumbsLabel={texts.breadcrumbs}
      breadcrumbs={[{ key: "stores", link: <Link to="/office/stores">{texts.title}</Link> }]}
    />
  );
}

function MissingStore() {
  const texts = useMessages(messages);
  return (
    <EmptyState
      icon={SearchX}
      title={texts.missingTitle}
      action={
        <Link to="/office/stores" className={buttonClass()}>
          {texts.backToStores}
        </Link>
      }
    >
      {texts.missingText}
    </EmptyState>
  );
}
