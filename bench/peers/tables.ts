import { quantile } from "../src/statistics.ts";
import type { Round } from "./works.ts";

/** What came of a contender in each round; what went wrong in place of those that did. */
export interface Results {
  readonly name: string;
  readonly rounds: readonly Round[];
  readonly failures: readonly string[];
}

const number = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en"));
const kilobytes = (bytes: number) => number(bytes / 1000);

/** The median of the rounds, with the least and the most. */
function spread(samples: readonly number[], say: (value: number) => string = number): string {
  if (samples.length === 0) return "-";
  const middle = say(quantile(samples, 0.5));
  return samples.length === 1 ? middle : `${middle} (${say(Math.min(...samples))}–${say(Math.max(...samples))})`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "--:"))), ...rows.map(line)].join("\n");
}

export function firstSyncTable(all: readonly Results[]): string {
  const rows = all.map(({ name, rounds }) => [
    name,
    spread(rounds.map(({ first }) => first.first)),
    spread(rounds.map(({ first }) => first.whole)),
    spread(
      rounds.map(({ first }) => first.bytes),
      kilobytes,
    ),
    spread(
      rounds.map(({ first }) => first.longestTask),
      (value) => (value === 0 ? "< 50" : number(value)),
    ),
    spread(rounds.map(({ cold }) => cold.whole)),
  ]);
  return markdown(
    [
      "First sync",
      "first product, ms",
      "all durable, ms",
      "received, kB",
      "longest task, ms",
      "all durable for the server's first client, ms",
    ],
    rows,
  );
}

export function returnTable(all: readonly Results[]): string {
  const shares = [
    ...new Set(all.flatMap(({ rounds }) => rounds.flatMap((round) => round.returns.map(({ share }) => share)))),
  ];
  const rows = all.map(({ name, rounds }) => [
    name,
    ...shares.flatMap((share) => {
      const found = rounds.flatMap((round) =>
        round.returns.filter((one) => one.share === share).map((one) => ({ ...one, whole: round.first.bytes })),
      );
      return [
        spread(
          found.map(({ bytes }) => bytes),
          kilobytes,
        ),
        spread(found.map(({ bytes, whole }) => (100 * bytes) / whole)),
        spread(found.map(({ sinceAsked }) => sinceAsked)),
        spread(found.map(({ sinceOpened }) => sinceOpened)),
      ];
    }),
  ]);
  return markdown(
    [
      "Return",
      ...shares.flatMap((share) => [
        `${share * 100} %: received, kB`,
        "of the first sync, %",
        "since asked, ms",
        "since opened, ms",
      ]),
    ],
    rows,
  );
}

export function liveTable(all: readonly Results[]): string {
  const rates = [
    ...new Set(all.flatMap(({ rounds }) => rounds.flatMap((round) => round.live.map(({ perSecond }) => perSecond)))),
  ];
  const rows = all.map(({ name, rounds }) => [
    name,
    ...rates.flatMap((rate) => {
      const found = rounds.flatMap((round) => round.live.filter(({ perSecond }) => perSecond === rate));
      const total = (of: (one: (typeof found)[number]) => number) => found.reduce((sum, one) => sum + of(one), 0);
      return [
        spread(found.map(({ waits }) => quantile(waits, 0.5))),
        spread(found.map(({ waits }) => quantile(waits, 0.99))),
        `${total(({ lost }) => lost)} of ${total(({ writes }) => writes)}`,
      ];
    }),
  ]);
  return markdown(["Commit to readable", ...rates.flatMap((rate) => [`${rate}/s: p50, ms`, "p99, ms", "lost"])], rows);
}
