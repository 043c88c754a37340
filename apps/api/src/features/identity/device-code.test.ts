import { expect, test } from "vitest";
import { freeDeviceCode } from "./device-code.ts";

test("a store's first device is A1, and codes go on without end and without repeating", () => {
  const taken = new Set<string>();
  for (let n = 0; n < 3000; n += 1) {
    const code = freeDeviceCode(taken);
    expect(taken.has(code)).toBe(false);
    taken.add(code);
  }
  expect([...taken].slice(0, 11)).toEqual(["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B1", "B2"]);
  expect([...taken].every((code) => /^[A-HJ-NP-Z][1-9]\d*$/.test(code))).toBe(true);
});

test("a gap is filled first", () => {
  expect(freeDeviceCode(new Set(["A1", "A3"]))).toBe("A2");
});
