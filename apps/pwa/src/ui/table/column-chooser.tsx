import { Columns3 } from "lucide-react";
import { Button } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { Popover } from "../popover.tsx";
import type { Column } from "./column.ts";

export interface ColumnChooserProps<Row> {
  readonly label: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly hidden: ReadonlySet<string>;
  readonly onHiddenChange: (hidden: ReadonlySet<string>) => void;
}

/** Lets a person choose the columns of a table. The caller keeps the choice. */
export function ColumnChooser<Row>({ label, title, columns, hidden, onHiddenChange }: ColumnChooserProps<Row>) {
  const show = (id: string, shown: boolean) => {
    const next = new Set(hidden);
    if (shown) next.delete(id);
    else next.add(id);
    onHiddenChange(next);
  };
  return (
    <Popover trigger={<Button icon={Columns3}>{label}</Button>} title={title}>
      {columns
        .filter((column) => column.fixed !== true)
        .map((column) => (
          <Checkbox
            key={column.id}
            label={column.header}
            checked={!hidden.has(column.id)}
            onCheckedChange={(shown) => show(column.id, shown)}
          />
        ))}
    </Popover>
  );
}
