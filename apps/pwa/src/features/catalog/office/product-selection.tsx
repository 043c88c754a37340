import { Checkbox } from "../../../ui/checkbox.tsx";
import type { Column } from "../../../ui/table/column.ts";
import type { messages } from "../messages.ts";
import type { ListedProduct } from "./product-queries.ts";

/** The products that were chosen for an action on several, as they were when they were listed. */
export type Chosen = ReadonlyMap<string, ListedProduct>;

/** The choice with a product added, or taken out when it was in. */
export function toggled(chosen: Chosen, product: ListedProduct): Chosen {
  const next = new Map(chosen);
  if (!next.delete(product.id)) next.set(product.id, product);
  return next;
}

/** The column of checkboxes; its head chooses every product that is loaded, or none. */
export function selectColumn(
  products: readonly ListedProduct[],
  chosen: Chosen,
  onChosenChange: (chosen: Chosen) => void,
  texts: (typeof messages)["pt"],
): Column<ListedProduct> {
  const all = products.length > 0 && products.every(({ id }) => chosen.has(id));
  const chooseAll = (on: boolean) =>
    onChosenChange(on ? new Map(products.map((product) => [product.id, product])) : new Map());
  return {
    id: "select",
    header: texts.choose,
    headerCell: (
      <Checkbox
        hiddenLabel
        label={texts.chooseAll}
        checked={all}
        mixed={!all && chosen.size > 0}
        onCheckedChange={chooseAll}
      />
    ),
    cell: (product) => (
      <Checkbox
        hiddenLabel
        tabIndex={-1}
        label={texts.chooseOne(product.name)}
        checked={chosen.has(product.id)}
        onCheckedChange={() => onChosenChange(toggled(chosen, product))}
      />
    ),
    width: "var(--control)",
    fixed: true,
    flush: true,
  };
}
