import type { Outcome } from "./run.ts";
import type { Shrunk } from "./shrink.ts";

/** Sums over many runs, for people. */
export class Tally {
  seeds = 0;
  steps = 0;
  slowest = 0;
  readonly #deeds = new Map<string, number>();
  readonly #checks = new Map<string, number>();

  add({ steps, deeds, checks, healed }: Outcome): void {
    this.seeds += 1;
    this.steps += steps;
    this.slowest = Math.max(this.slowest, healed);
    for (const [deed, times] of Object.entries(deeds)) this.#deeds.set(deed, (this.#deeds.get(deed) ?? 0) + times);
    for (const [name, times] of Object.entries(checks)) this.#checks.set(name, (this.#checks.get(name) ?? 0) + times);
  }

  /** What was done and checked, as lines. */
  lines(): readonly string[] {
    return [
      "what happened, and how often:",
      ...[...this.#deeds]
        .toSorted((a, b) => b[1] - a[1])
        .map(([deed, times]) => `  ${deed.padEnd(40)} ${count(times)}`),
      "invariants of SPEC.md, and how often each was checked:",
      ...[...this.#checks]
        .toSorted(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
        .map(([name, times]) => `  ${name.padEnd(40)} ${count(times)}`),
      `longest from the last fault until all had come together: ${(this.slowest / 1000).toFixed(0)} s of virtual time`,
    ];
  }
}

/** A failing history, short, with how to see it again. */
export function history({ outcome, without }: Shrunk, steps: number): string {
  const { seed, violation, actions } = outcome;
  return [
    `seed ${seed}: ${violation?.message ?? "nothing was broken"}`,
    ...actions.map(({ number, deed }) => `  ${String(number).padStart(4)}  ${deed}`),
    `again: pnpm sim --seed ${seed} --steps ${steps}${without.size === 0 ? "" : ` --without ${ranges(without)}`}`,
  ].join("\n");
}

/** Numbers as ranges, such as `1-4,9`. */
export function ranges(numbers: ReadonlySet<number>): string {
  const sorted = [...numbers].toSorted((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const number of sorted) {
    const last = parts.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, until]) => (from === until ? String(from) : `${from}-${until}`)).join(",");
}

/** The numbers that ranges stand for. */
export function parseRanges(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const part of text.split(",").filter((one) => one !== "")) {
    const [from = Number.NaN, until = from] = part.split("-").map(Number);
    for (let number = from; number <= until; number += 1) numbers.add(number);
  }
  return numbers;
}

function count(times: number): string {
  return times.toLocaleString("en");
}
