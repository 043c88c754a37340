import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { FilterChip } from "../../ui/filter-chip.tsx";
import { storesQuery } from "../stores/public.ts";
import { messages } from "./office-messages.ts";

/** Filters a list by store. */
export function StoreFilter({
  value,
  onValueChange,
}: {
  readonly value: string | null;
  readonly onValueChange: (storeId: string | null) => void;
}) {
  const texts = useMessages(messages);
  const stores = useQuery(storesQuery).data ?? [];
  return (
    <FilterChip
      label={texts.store}
      clearLabel={texts.clearFilter}
      value={value}
      onValueChange={onValueChange}
      options={stores.map((store) => ({ value: store.id, label: store.name, hint: store.code }))}
    />
  );
}
