import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Chip } from "../../../ui/chip.tsx";
import { useCategories } from "../../catalog/public.ts";
import { messages } from "./messages.ts";

/** The categories, one of which may be chosen. Without any there is nothing to show. */
export function CategoryChips({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}) {
  const texts = useMessages(messages);
  const categories = useCategories();
  if (categories === undefined || categories.length === 0) return null;
  return (
    <div
      role="group"
      aria-label={texts.categories}
      className="-mx-3 flex gap-2 overflow-x-auto px-3 pb-1 [scrollbar-width:none] sm:-mx-4 sm:px-4"
    >
      <Chip pressed={chosen === null} onPressedChange={() => onChoose(null)}>
        {texts.allCategories}
      </Chip>
      {categories.map((category) => (
        <Chip
          key={category.id}
          pressed={category.id === chosen}
          onPressedChange={(pressed) => onChoose(pressed ? category.id : null)}
        >
          {category.name}
        </Chip>
      ))}
    </div>
  );
}
