import { expect, test } from "vitest";
import { pastedValue, tillValue } from "./till-digits.ts";

test("digits push in from the right, whatever is between them", () => {
  expect(["R$ 0,01", "R$ 0,012", "R$ 0,1234", "12.345,678"].map(tillValue)).toEqual([1, 12, 1234, 12345678]);
});

test("nothing typed is no amount, and zero is one", () => {
  expect([tillValue(""), tillValue("R$ "), tillValue("0,00")]).toEqual([null, null, 0]);
});

test("more digits than a till takes are not taken", () => {
  expect(tillValue("12345678901234")).toBe(123456789);
});

test("a pasted amount is read with either decimal mark", () => {
  expect(["1.234,56", "1,234.56", "R$ 1.234,5", "12", "0,99", "1.234"].map((text) => pastedValue(text, 2))).toEqual([
    123456, 123456, 123450, 1200, 99, 123400,
  ]);
  expect(pastedValue("abc", 2)).toBeNull();
});
