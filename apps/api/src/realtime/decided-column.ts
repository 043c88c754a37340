import type { Decided } from "@balcao/sync/decided";

/** The column `device.decided` as PostgreSQL writes an int8multirange: `{[1,6),[8,9)}`. */
export function fromMultirange(text: string): Decided {
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, beyond]) => [Number(from), Number(beyond) - 1] as const);
}

/** The same for writing, with closed bounds. */
export function toMultirange(decided: Decided): string {
  return `{${decided.map(([from, until]) => `[${from},${until}]`).join(",")}}`;
}
