import type { CSSProperties, MouseEvent } from "react";
import { cx } from "../cx.ts";
import { Skeleton } from "../skeleton.tsx";
import { type Column, tracks } from "./column.ts";

export interface TableRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** Undefined while it loads. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly active: boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onActivate: (index: number) => void;
  readonly style: CSSProperties;
}

/** The attributes that wide and narrow rows share. */
function rowAttributes<Row>({ row, index, active, onOpen, onActivate }: TableRowProps<Row>) {
  return {
    "data-row": index,
    tabIndex: active ? 0 : -1,
    onFocus: () => onActivate(index),
    onClick: (event: MouseEvent<HTMLElement>) => {
      // A link or button inside the row does its own work.
      const own = event.target instanceof Element && event.target.closest("a, button, label, input") !== null;
      if (row !== undefined && !own) onOpen?.(row);
    },
  };
}

const look = "absolute inset-x-0 top-0 border-b border-line -outline-offset-2 focus-visible:z-1";

/** One row with its columns. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { columns, row, index, onOpen, style } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      {...rowAttributes(props)}
      style={{ ...style, gridTemplateColumns: tracks(columns) }}
      className={cx(look, "grid items-center", onOpen && "hover:bg-hover")}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={cx(
            "min-w-0 truncate text-(length:--table-text)",
            column.flush !== true && "px-4",
            column.align === "end" && "figures text-right",
          )}
        >
          {row === undefined ? (
            <Skeleton className={cx("h-4", column.align === "end" ? "ml-auto w-16" : "w-3/5")} />
          ) : (
            column.cell(row)
          )}
        </div>
      ))}
    </div>
  );
}

/** One row in two lines, for a narrow screen. */
export function NarrowRow<Row>(props: TableRowProps<Row>) {
  const { columns, row, onOpen, style } = props;
  const at = (place: Column<Row>["narrow"]) => columns.filter((column) => column.narrow === place);
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      {...rowAttributes(props)}
      style={style}
      className={cx(look, "flex items-center gap-3 px-4", onOpen && "hover:bg-hover")}
    >
      {row === undefined ? (
        <span className="grid grow gap-2">
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-3 w-2/5" />
        </span>
      ) : (
        <>
          <div className="min-w-0 grow">
            <div role="gridcell" className="line-clamp-2 text-base leading-5 font-medium">
              {at("title").map((column) => column.cell(row))}
            </div>
            <div role="gridcell" className="flex min-w-0 gap-3 truncate text-sm text-muted">
              {at("detail").map((column) => (
                <span key={column.id} className="truncate">
                  {column.cell(row)}
                </span>
              ))}
            </div>
          </div>
          <div role="gridcell" className="figures shrink-0 text-right">
            {at("end").map((column) => (
              <div key={column.id}>{column.cell(row)}</div>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
