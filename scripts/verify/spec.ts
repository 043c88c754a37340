import { existsSync, readFileSync } from "node:fs";

/** One test that a document names for something it promises, such as SPEC.md for an invariant. */
interface Named {
  readonly subject: string;
  readonly file: string;
  readonly test: string;
}

/** What is wrong with the invariants of a specification: one without a test, a file or a test that does not exist. */
export function specFaults(text: string, read: (file: string) => string | null): string[] {
  const rows = text.split("\n").flatMap((line) => /^\| (S\d+) \|.*\| (.*) \|$/.exec(line)?.slice(1) ?? []);
  const faults: string[] = [];
  for (let index = 0; index < rows.length; index += 2)
    faults.push(...testFaults(rows[index] ?? "", rows[index + 1] ?? "", read));
  if (rows.length === 0) faults.push("no invariant is numbered");
  return faults;
}

/** What is wrong with the tests that a cell names for something, as in `a.test.ts`: "title", "title"; `b.test.ts`: "title". */
export function testFaults(subject: string, cell: string, read: (file: string) => string | null): string[] {
  const named = readNames(subject, cell);
  if (named.length === 0) return [`${subject} names no test`];
  return named.flatMap((one) => faultOf(one, read(one.file)) ?? []);
}

function readNames(subject: string, cell: string): Named[] {
  return cell.split("`").flatMap((part, index, parts) => {
    if (index % 2 === 1) return [];
    const file = parts[index - 1];
    if (file === undefined) return [];
    return [...part.matchAll(/"([^"]+)"/g)].map((match) => ({ subject, file, test: match[1] ?? "" }));
  });
}

function faultOf({ subject, file, test }: Named, source: string | null): string | null {
  if (source === null) return `${subject}: ${file} does not exist`;
  return source.includes(JSON.stringify(test)) ? null : `${subject}: ${file} has no test ${JSON.stringify(test)}`;
}

if (import.meta.main) {
  const faults = specFaults(readFileSync("packages/sync/SPEC.md", "utf8"), (file) =>
    existsSync(file) ? readFileSync(file, "utf8") : null,
  );
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
