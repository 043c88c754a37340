import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { problemText, toProblem } from "../../../kernel/problem.ts";
import { api } from "../../../kernel/trpc.ts";
import { Combobox } from "../../../ui/combobox.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { messages } from "../messages.ts";
import { brandsQuery, categoriesQuery } from "./product-queries.ts";

export interface NameComboboxProps {
  readonly kind: "brand" | "category";
  readonly value: string | null;
  readonly onValueChange: (id: string | null) => void;
}

/** Chooses a brand or category, or creates one from what was typed. */
export function NameCombobox({ kind, value, onValueChange }: NameComboboxProps) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  const client = useQueryClient();
  const query = kind === "brand" ? brandsQuery : categoriesQuery;
  const names = useQuery(query).data ?? [];
  const create = useMutation({
    mutationFn: (name: string) =>
      (kind === "brand" ? api.catalog.createBrand : api.catalog.createCategory).mutate({ name }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries(query);
      onValueChange(id);
    },
    onError: (error) => {
      const text = problemText(toProblem(error), language);
      showToast({ tone: "negative", title: text.title, description: text.action });
    },
  });
  return (
    <Combobox
      options={names.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onValueChange={onValueChange}
      placeholder={kind === "brand" ? texts.noBrand : texts.noCategory}
      openLabel={texts.openList}
      clearLabel={texts.remove}
      emptyText={texts.noMatch}
      createLabel={kind === "brand" ? texts.createBrand : texts.createCategory}
      onCreate={create.mutate}
    />
  );
}
