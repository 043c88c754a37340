import { csvLine } from "@balcao/shared/kernel/csv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRecords } from "./parse-records.ts";

test("what is written as CSV reads back, whatever is in the cells", () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "ç", '"', ";", ",", "\n", "\r", " ", "1") })
    .filter((text) => !/^[=+\-@\t\r]/.test(text));
  // A record of one empty cell is a blank line, which is no record.
  const record = fc.array(cell, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), (records) => {
      const text = records.map((cells) => csvLine(cells, ";")).join("");
      expect(parseRecords(text, ";", 100, false)).toEqual(records);
    }),
  );
});

test("the mark of byte order, blank lines and the ends of lines are no data", () => {
  expect(parseRecords("\uFEFFsku,nome\r\n\r\n1,Café\n2,Pão\r3,Chá", ",", 10, false)).toEqual([
    ["sku", "nome"],
    ["1", "Café"],
    ["2", "Pão"],
    ["3", "Chá"],
  ]);
});

test("a record that was cut off is not shown, and no more than asked for", () => {
  expect(parseRecords("a,b\n1,2\n3,", ",", 10, true)).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(parseRecords("a\nb\nc\n", ",", 2, false)).toEqual([["a"], ["b"]]);
});
