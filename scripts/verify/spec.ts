import { existsSync, readFileSync } from "node:fs";

/** One test that SPEC.md names for an invariant. */
interface Named {
  readonly invariant: string;
  readonly file: string;
  readonly test: string;
}

/** What is wrong with the invariants of a specification: one without a test, a file or a test that does not exist. */
export function specFaults(text: string, read: (file: string) => string | null): string[] {
  const rows = text.split("\n").flatMap((line) => /^\| (S\d+) \|.*\| (.*) \|$/.exec(line)?.slice(1) ?? []);
  const faults: string[] = [];
  for (let index = 0; index < rows.length; index += 2) {
    const named = readNames(rows[index] ?? "", rows[index + 1] ?? "");
    if (named.length === 0) faults.push(`${rows[index]} names no test`);
    faults.push(...named.flatMap((one) => faultOf(one, read(one.file)) ?? []));
  }
  if (rows.length === 0) faults.push("no invariant is numbered");
  return faults;
}

function readNames(invariant: string, cell: string): Named[] {
  return cell.split("`").flatMap((part, index, parts) => {
    if (index % 2 === 1) return [];
    const file = parts[index - 1];
    if (file === undefined) return [];
    return [...part.matchAll(/"([^"]+)"/g)].map((match) => ({ invariant, file, test: match[1] ?? "" }));
  });
}

function faultOf({ invariant, file, test }: Named, source: string | null): string | null {
  if (source === null) return `${invariant}: ${file} does not exist`;
  return source.includes(JSON.stringify(test)) ? null : `${invariant}: ${file} has no test ${JSON.stringify(test)}`;
}

if (import.meta.main) {
  const faults = specFaults(readFileSync("packages/sync/SPEC.md", "utf8"), (file) =>
    existsSync(file) ? readFileSync(file, "utf8") : null,
  );
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
