import { expect, test } from "vitest";
import { receiptNumber } from "./receipt-number.ts";

test("a receipt is labelled by store, device and sequence", () => {
  expect(receiptNumber("0204", "02", 123)).toBe("0204-02-000123");
  expect(receiptNumber("SP1", "A", 1_234_567)).toBe("SP1-A-1234567");
});

test("a sequence starts at one", () => {
  expect(() => receiptNumber("1", "1", 0)).toThrow(RangeError);
  expect(() => receiptNumber("1", "1", 1.5)).toThrow(RangeError);
});
