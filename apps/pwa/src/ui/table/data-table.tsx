import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "../cx.ts";
import { useRem } from "../use-rem.ts";
import { useWidth } from "../use-width.ts";
import { type Column, type Sort, visibleColumns } from "./column.ts";
import { TableHead } from "./table-head.tsx";
import { NarrowRow, TableRow } from "./table-row.tsx";
import { useRowKeys } from "./use-row-keys.ts";

export interface DataTableProps<Row> {
  /** What the rows are, read aloud. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** How many rows there are to scroll through, loaded or not. */
  readonly count: number;
  /** How many there are in all, when `count` grows while one scrolls; read aloud. */
  readonly total?: number | undefined;
  /** The row at an index, or undefined while it loads: its place shows a skeleton. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly hidden?: ReadonlySet<string> | undefined;
  readonly sort?: Sort | undefined;
  readonly onSortChange?: ((sort: Sort) => void) | undefined;
  /** A press or Enter on a row. Give the first cell a real link as well. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Space on a row: it is chosen or no longer chosen. */
  readonly onToggle?: ((row: Row) => void) | undefined;
  /** Which rows came into sight, for loading them. Keep it stable. */
  readonly onRange?: ((first: number, last: number) => void) | undefined;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  readonly className?: string | undefined;
}

const nothing: ReadonlySet<string> = new Set();
/** Below this width (in rem) a table of columns becomes a list of two-line rows. */
const narrowBelow = 40;

/**
 * A table for long lists: rows are virtualised, the head stays, the keyboard moves through it. It is as tall as its rows
 * and scrolls once it fills the height its parent leaves (a Page of shape `fill`).
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, count, rowAt, rowKey, onOpen, onToggle, onRange, hidden = nothing } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const width = useWidth(scroller);
  const narrow = width > 0 && width < narrowBelow * rem;
  const height = rowHeight(narrow, rem);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey: (index) => {
      const row = rowAt(index);
      return row === undefined ? index : rowKey(row);
    },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index;
  const last = items.at(-1)?.index;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onRange?.(first, last);
  }, [onRange, first, last]);
  const keys = useRowKeys(scroller, count, {
    scrollTo: (index) => virtual.scrollToIndex(index),
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2),
    isLoaded: (index) => rowAt(index) !== undefined,
    open: (index) => {
      const row = rowAt(index);
      if (row !== undefined) onOpen?.(row);
    },
    toggle: (index) => {
      const row = rowAt(index);
      if (row !== undefined) onToggle?.(row);
    },
  });
  const shown = visibleColumns(columns, hidden, width / rem);
  const Row = narrow ? NarrowRow<Row> : TableRow<Row>;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={(props.total ?? count) + 1}
      aria-colcount={shown.length}
      onKeyDown={keys.onKeyDown}
      className={cx(
        "relative min-h-0 overflow-auto overscroll-contain rounded-surface border border-line bg-surface",
        props.className,
      )}
    >
      <div className={narrow ? "" : "min-w-fit"}>
        {narrow ? null : <TableHead columns={shown} sort={props.sort} onSortChange={props.onSortChange} />}
        {count === 0 ? (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        ) : null}
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Row
              key={item.key}
              columns={narrow ? columns : shown}
              row={rowAt(item.index)}
              index={item.index}
              active={item.index === keys.active}
              onOpen={onOpen}
              onActivate={keys.setActive}
              style={{ height, transform: `translateY(${item.start}px)` }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** A finger needs 48 px; a desk is denser, as `--row` says; two lines need 72. */
function rowHeight(narrow: boolean, rem: number): number {
  if (narrow) return 4.5 * rem;
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row")) * rem;
}
