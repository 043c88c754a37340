import { expect, test } from "vitest";
import { acceptanceFaults, promisesOf } from "./promises.ts";

const page = (...rows: readonly string[]) => ["| behaviour | shown by |", "|---|---|", ...rows].join("\n");
const read = (file: string) => (file === "e2e/specs/a.spec.ts" ? 'test("it holds", () => {})' : null);

test("a page promises what stands in its rows, not in the heads of its tables", () => {
  const rows = promisesOf(
    `${page("| one | not yet |")}\n\n| complaint | here | tests |\n| --- | --- | --- |\n| two | so | x |`,
  );
  expect(rows).toEqual([
    { subject: "one", cell: "not yet" },
    { subject: "two", cell: "x" },
  ]);
});

test("a promise names a test that is there, or says that there is none", () => {
  expect(acceptanceFaults(page('| one | `e2e/specs/a.spec.ts`: "it holds" |', "| two | not yet |"), read)).toEqual([]);
});

test.each([
  ['`e2e/specs/a.spec.ts`: "it does not"', 'one: e2e/specs/a.spec.ts has no test "it does not"'],
  ['`e2e/specs/b.spec.ts`: "it holds"', "one: e2e/specs/b.spec.ts does not exist"],
  ["soon", "one names no test"],
  ["", "one names no test"],
])("a row that says %j is a fault", (cell, fault) => {
  expect(acceptanceFaults(page(`| one | ${cell} |`), read)).toEqual([fault]);
});

test("a test that does not go through the screen is no acceptance test", () => {
  const faults = acceptanceFaults(page('| one | `src/a.test.ts`: "it holds" |'), () => 'test("it holds")');
  expect(faults).toEqual(["one: src/a.test.ts is no acceptance test"]);
});
