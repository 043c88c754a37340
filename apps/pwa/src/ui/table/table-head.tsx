import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { cx } from "../cx.ts";
import { type Column, type Sort, tracks } from "./column.ts";

export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | undefined;
  readonly onSortChange: ((sort: Sort) => void) | undefined;
}

/** The sticky first row: names, and which one orders the rest. */
export function TableHead<Row>({ columns, sort, onSortChange }: TableHeadProps<Row>) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div role="row" aria-rowindex={1} className="grid" style={{ gridTemplateColumns: tracks(columns) }}>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
        ))}
      </div>
    </div>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSortChange,
}: { readonly column: Column<Row> } & Omit<TableHeadProps<Row>, "columns">) {
  const sorted = sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
  const end = column.align === "end";
  const words = "flex min-h-11 items-center gap-1.5 px-4 text-sm font-medium text-muted";
  if (column.headerCell !== undefined) return <div role="columnheader">{column.headerCell}</div>;
  if (column.sortable !== true || onSortChange === undefined) {
    return (
      <div role="columnheader" className={cx(words, end && "justify-end")}>
        {column.header}
      </div>
    );
  }
  const Icon = sorted === undefined ? ArrowUpDown : sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <div role="columnheader" aria-sort={sorted ?? "none"} className="flex">
      <button
        type="button"
        onClick={() => onSortChange({ column: column.id, descending: sorted === "ascending" })}
        className={cx(
          words,
          "group min-h-control grow -outline-offset-2 select-none hover:text-text",
          end && "flex-row-reverse",
          sorted && "text-text",
        )}
      >
        {column.header}
        <Icon
          aria-hidden
          className={cx(
            "size-4 shrink-0",
            sorted === undefined && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
          )}
        />
      </button>
    </div>
  );
}
