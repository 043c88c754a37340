import { expect, test } from "vitest";
import { amountOf, noAmount, typeAmount } from "./amount-entry.ts";

const typed = (...keys: readonly string[]) => amountOf(keys.reduce(typeAmount, noAmount));

test("digits push in from the right, as on a till", () => {
  expect(typed("1", "2", "5", "0")).toBe(1250);
  expect(typed("5", "00")).toBe(500);
});

test("a comma says that whole units were typed", () => {
  expect(typed("1", "2", ",")).toBe(1200);
  expect(typed("1", "2", ",", "5")).toBe(1250);
  expect(typed("1", "2", ".", "0", "5")).toBe(1205);
  expect(typed(",", "7")).toBe(70);
});

test("cents finer than one are not taken, nor a second comma", () => {
  expect(typed("1", ",", "2", "3", "4")).toBe(123);
  expect(typed("1", ",", "2", ",", "3")).toBe(123);
});

test("backspace takes back one key after the other, the comma too", () => {
  expect(typed("1", "2", ",", "5", "backspace", "backspace", "backspace")).toBe(1);
  expect(typed("7", "backspace")).toBeNull();
  expect(typed("backspace")).toBeNull();
});

test("nothing typed is nothing, and zero alone is not an amount", () => {
  expect(typed()).toBeNull();
  expect(typed("0")).toBeNull();
  expect(typed("00")).toBeNull();
});

test("an amount stays within nine digits", () => {
  expect(typed(..."12345678901")).toBe(123_456_789);
  expect(typed(..."123456789", ",")).toBe(123_456_789);
});
