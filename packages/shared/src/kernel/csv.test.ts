import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

/** Reads one line as RFC 4180 says, character by character. */
function readLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length - 2; at += 1) {
    const character = line[at] ?? "";
    if (character === '"' && quoted && line[at + 1] === '"') at += 1;
    else if (character === '"') {
      quoted = !quoted;
      continue;
    } else if (character === delimiter && !quoted) {
      cells.push(cell);
      cell = "";
      continue;
    }
    cell += character;
  }
  return [...cells, cell];
}

test("a line reads back as the cells that were written", () => {
  const cell = fc
    .oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[a,;"\n\r ]*$/))
    .filter((text) => !/^[=+\-@\t\r]/.test(text));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.constantFrom(",", ";"), (cells, delimiter) => {
      expect(readLine(csvLine(cells, delimiter), delimiter)).toEqual(cells);
    }),
  );
});

test.each(["=1+1", "+55", "-2", "@import", "\t=x", "\r=x"])("%j is not left for a spreadsheet to run", (cell) => {
  const line = csvLine([cell, "b"], ",");
  expect(line.replace(/^"/, "").startsWith("'")).toBe(true);
});

test("empty cells stay empty and numbers are written as they are", () => {
  expect(csvLine([null, 12, "a,b", 'say "x"'], ",")).toBe(',12,"a,b","say ""x"""\r\n');
});
