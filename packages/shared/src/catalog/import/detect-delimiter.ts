import { delimiters, type Delimiter } from "./mapping.ts";

/**
 * The delimiter of a file whose text begins with `sample`, or null when its lines are no table: the one that gives the
 * header the most columns while the first lines agree with the header. What stands in quotes does not count.
 */
export function detectDelimiter(sample: string): Delimiter | null {
  const lines = unquotedLines(sample).slice(0, 50);
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const delimiter of delimiters) {
    const [header = 0, ...counts] = lines.map((line) => line.split(delimiter).length);
    if (header < 2) continue;
    const agreeing = counts.filter((count) => count === header).length;
    const score = header * ((agreeing + 1) / (counts.length + 1));
    if (best === null || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** The lines of a sample without what stands between quotes, without blank lines, and without a last line that was cut off. */
function unquotedLines(sample: string): string[] {
  const bare = sample.replace(/"(?:[^"]|"")*"/g, "");
  const lines = bare.split(/\r\n|\n|\r/);
  if (lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== "");
}
