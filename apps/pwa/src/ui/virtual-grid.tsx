import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { cx } from "./cx.ts";
import { useRem } from "./use-rem.ts";
import { useWidth } from "./use-width.ts";

export interface VirtualGridProps {
  /** What the tiles are, read aloud. */
  readonly label: string;
  readonly count: number;
  /** One tile: something focusable that fills its cell. It is given its index and whether Tab reaches it. */
  readonly tile: (index: number) => ReactNode;
  readonly tileKey: (index: number) => string | number;
  /** In rem. As many tiles stand in a row as fit at this width. */
  readonly tileWidth: number;
  /** In rem. */
  readonly tileHeight: number;
  /** In rem. Default 0.5. */
  readonly gap?: number | undefined;
  readonly empty?: ReactNode;
  readonly className?: string | undefined;
}

/** Tiles in as many columns as fit, of which only those in sight exist. Arrow keys move between them. */
export function VirtualGrid(props: VirtualGridProps) {
  const { count, tile, tileKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const width = useWidth(scroller);
  const gap = (props.gap ?? 0.5) * rem;
  const columns = Math.max(1, Math.floor((width + gap) / (props.tileWidth * rem + gap)));
  const rowHeight = props.tileHeight * rem + gap;
  const virtual = useVirtualizer({
    count: Math.ceil(count / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 3,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const move = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-tile]") : null;
    const next = cell === null ? null : destination(event.key, Number(cell.dataset["tile"]), columns);
    if (next === null || next < 0 || next >= count) return;
    event.preventDefault();
    virtual.scrollToIndex(Math.floor(next / columns));
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-tile="${next}"] :is(button, a)`)
        ?.focus({ preventScroll: true }),
    );
  };
  return (
    <div
      ref={scroller}
      role="group"
      aria-label={props.label}
      onKeyDown={move}
      className={cx("overflow-y-auto overscroll-contain", props.className)}
    >
      {count === 0 ? props.empty : null}
      <div className="relative" style={{ height: Math.max(0, virtual.getTotalSize() - gap) }}>
        {virtual.getVirtualItems().map((row) => (
          <div
            key={row.key}
            className="absolute inset-x-0 top-0 grid"
            style={{
              height: rowHeight - gap,
              columnGap: gap,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${row.start}px)`,
            }}
          >
            {Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) => {
              const index = row.index * columns + column;
              return (
                <div key={tileKey(index)} data-tile={index} className="grid min-w-0">
                  {tile(index)}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function destination(key: string, from: number, columns: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const step = steps[key];
  return step === undefined ? null : from + step;
}
