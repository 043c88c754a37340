import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useDraft } from "../../../kernel/draft.ts";
import { useForm } from "../../../kernel/form.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { SaveBar } from "../../../kernel/screen/save-bar.tsx";
import { api } from "../../../kernel/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { messages } from "../messages.ts";
import { ProductForm, productFaults } from "./product-form.tsx";
import type { Product } from "./product-queries.ts";

/** The form of a product. A change by somebody else in the meantime is told, never overwritten. */
export function ProductEditor({ product, allowed }: { readonly product: Product; readonly allowed: boolean }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const { name, sku, brandId, categoryId, unit, status } = product;
  const draft = useDraft({ name, sku, brandId, categoryId, unit, status });
  const reload = () => client.invalidateQueries({ queryKey: ["catalog"] });
  const save = useMutation({
    mutationFn: () =>
      api.catalog.editProduct.mutate({ productId: product.id, seen: product.updatedAt, ...draft.changes }),
    onSuccess: async () => {
      await reload();
      draft.reset();
      showToast({ tone: "positive", title: texts.saved });
    },
  });
  const form = useForm({
    facts: draft.facts,
    faults: productFaults(draft.facts),
    texts,
    error: save.error,
    submit: () => {
      if (draft.dirty) save.mutate();
    },
  });
  const conflict = form.general?.kind === "refused" && form.general.code === "CONFLICT";
  const loadNew = async () => {
    await reload();
    save.reset();
  };
  return (
    <form {...form.props} className="contents">
      <ProblemBanner problem={form.general}>
        {conflict ? (
          <Button className="mt-2" onClick={() => void loadNew()}>
            {texts.changedElsewhere}
          </Button>
        ) : null}
      </ProblemBanner>
      <fieldset disabled={!allowed} className="contents">
        <Surface title={texts.identification}>
          <ProductForm facts={draft.facts} onChange={draft.set} errorOf={form.errorOf} />
          <div className="mt-5 border-t border-line pt-3">
            <Switch
              label={texts.active}
              hint={texts.statusHint}
              disabled={!allowed}
              checked={draft.facts.status === "active"}
              onCheckedChange={(on) => draft.set({ status: on ? "active" : "inactive" })}
            />
          </div>
        </Surface>
      </fieldset>
      <SaveBar dirty={draft.dirty && allowed} busy={save.isPending} onReset={draft.reset} />
    </form>
  );
}
