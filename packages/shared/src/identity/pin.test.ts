import { expect, test } from "vitest";
import { isWeakPin } from "./pin.ts";

test.each([
  "0000",
  "1111",
  "99999999",
  "1234",
  "2345",
  "6789",
  "7890",
  "8901",
  "4321",
  "3210",
  "0987",
  "12345678",
  "1212",
  "123123",
  "454545",
  "12341234",
])("%s is easy to guess", (pin) => expect(isWeakPin(pin)).toBe(true));

test.each(["", "123", "123456789", "12a4", "12 4", "１２３５", "-123"])("%s is no PIN", (pin) =>
  expect(isWeakPin(pin)).toBe(true),
);

test.each(["2703", "1235", "1357", "4711", "90210", "31415926", "1122"])("%s will do", (pin) =>
  expect(isWeakPin(pin)).toBe(false),
);

test("few PINs of four digits are refused, so that a guesser gains little", () => {
  const weak = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, "0")).filter(isWeakPin);
  expect(weak.length).toBeLessThan(150);
});
