import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "../../../kernel/form.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { api } from "../../../kernel/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { storesQuery } from "../../stores/public.ts";
import { messages } from "../messages.ts";
import { type PriceFacts, priceFaults, toPriceArguments, toPriceFacts } from "./price-facts.ts";
import { PriceFields } from "./price-fields.tsx";
import type { Product, ProductPrice } from "./product-queries.ts";

export interface PriceDialogProps {
  readonly product: Product;
  /** The price whose place the new one takes; null stands beside the others. */
  readonly replaced: ProductPrice | null;
  readonly onClose: () => void;
}

/** A new price. One that is open is never changed: the new one takes its place. */
export function PriceDialog({ product, replaced, onClose }: PriceDialogProps) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const formId = useId();
  const [facts, setFacts] = useState<PriceFacts>(toPriceFacts(replaced));
  const change = (changes: Partial<PriceFacts>) => setFacts((before) => ({ ...before, ...changes }));
  const save = useMutation({
    mutationFn: () =>
      api.catalog.setPrice.mutate({
        productId: product.id,
        replaces: replaced?.id ?? undated(product, facts),
        ...toPriceArguments(facts),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["catalog"] });
      showToast({ tone: "positive", title: texts.priceSaved });
      onClose();
    },
  });
  const form = useForm({ facts, faults: priceFaults(facts), texts, error: save.error, submit: () => save.mutate() });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={replaced === null ? texts.addPrice : texts.changePrice}
      description={product.name}
      closeLabel={texts.close}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {texts.savePrice}
          </Button>
        </>
      }
    >
      <form id={formId} {...form.props} className="grid gap-5">
        <ProblemBanner problem={form.general} />
        {replaced === null ? (
          <PlaceField storeId={facts.storeId} onStoreChange={(storeId) => change({ storeId })} />
        ) : null}
        <PriceFields facts={facts} onChange={change} errorOf={form.errorOf} />
      </form>
    </Dialog>
  );
}

const chain = "chain";

function PlaceField({
  storeId,
  onStoreChange,
}: {
  readonly storeId: string | null;
  readonly onStoreChange: (storeId: string | null) => void;
}) {
  const texts = useMessages(messages);
  const stores = useQuery(storesQuery).data ?? [];
  return (
    <Field label={texts.whereValid}>
      <Select
        value={storeId ?? chain}
        onValueChange={(next) => onStoreChange(next === chain ? null : next)}
        options={[
          { value: chain, label: texts.chainPrice },
          ...stores.map(({ id, name, code }) => ({ value: id, label: name, hint: code })),
        ]}
      />
    </Field>
  );
}

/** A price without dates stands once in a list: a new one takes the old one's place. */
function undated(product: Product, facts: PriceFacts): string | null {
  if (facts.from !== "" || facts.until !== "") return null;
  return (
    product.prices.find((price) => price.storeId === facts.storeId && price.from === null && price.until === null)
      ?.id ?? null
  );
}
