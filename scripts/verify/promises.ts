import { testFaults } from "./spec.ts";

/** A row of a page's tables: what the product promises, and the cell that names the tests which show it. */
export interface Promised {
  readonly subject: string;
  readonly cell: string;
}

/** The cell of a promise that no test shows. */
const notYet = "not yet";

/** The rows of all tables of a page but their heads: the first cell is the promise, the last names its tests. */
export function promisesOf(page: string): Promised[] {
  const lines = page.split("\n");
  return lines
    .filter((line, index) => /^\| (?!-)/.test(line) && !/^\| ?-/.test(lines[index + 1] ?? ""))
    .map((row) => row.replace(/^\| | \|$/g, "").split(" | "))
    .map((cells) => ({ subject: cells[0] ?? "", cell: cells.at(-1) ?? "" }));
}

/** What is wrong with what a page of acceptance tests says: it may say that a test is missing, and cites only browser tests. */
export function acceptanceFaults(page: string, read: (file: string) => string | null): string[] {
  const promises = promisesOf(page).filter(({ cell }) => cell !== notYet);
  const elsewhere = promises.flatMap(({ subject, cell }) =>
    [...cell.matchAll(/`([^`]+)`/g)]
      .filter(([, file = ""]) => !file.startsWith("e2e/specs/"))
      .map(([, file = ""]) => `${subject}: ${file} is no acceptance test`),
  );
  return [...promises.flatMap(({ subject, cell }) => testFaults(subject, cell, read)), ...elsewhere];
}
