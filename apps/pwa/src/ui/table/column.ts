import type { ReactNode } from "react";

/** One column of a DataTable. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Stands in the head instead of the name, such as a checkbox for all rows. */
  readonly headerCell?: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS grid track. Default `minmax(8rem, 1fr)`. */
  readonly width?: string | undefined;
  /** `end` for figures. Default `start`. */
  readonly align?: "start" | "end" | undefined;
  /** The cell goes to its edges: for what is a target of its own. */
  readonly flush?: boolean | undefined;
  readonly sortable?: boolean | undefined;
  /** The width of the table, in rem, from which the column has room; below it is left out. Default: always. */
  readonly from?: number | undefined;
  /** It cannot be hidden by the person. */
  readonly fixed?: boolean | undefined;
  /** Where it stands when the table is too narrow for columns: first line, second line or right edge; else it is left out. */
  readonly narrow?: "title" | "detail" | "end" | undefined;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** The columns in sight, in order: those the person wants and a table of `width` rem has room for. */
export function visibleColumns<Row>(
  columns: readonly Column<Row>[],
  hidden: ReadonlySet<string>,
  width: number,
): readonly Column<Row>[] {
  return columns.filter((column) => column.fixed === true || (!hidden.has(column.id) && width >= (column.from ?? 0)));
}

/** The grid tracks of a row. */
export function tracks<Row>(columns: readonly Column<Row>[]): string {
  return columns.map((column) => column.width ?? "minmax(8rem, 1fr)").join(" ");
}
