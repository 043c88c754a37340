import fc from "fast-check";
import { expect, test } from "vitest";
import { parseScanInput } from "./scan-input.ts";

test.each([
  ["7891000315507", { quantity: null, code: "7891000315507" }],
  ["7891000315507\r\n", { quantity: null, code: "7891000315507" }],
  ["3*7891000315507", { quantity: 3000, code: "7891000315507" }],
  [" 3 * 7891000315507\t", { quantity: 3000, code: "7891000315507" }],
  ["0,5*2041", { quantity: 500, code: "2041" }],
  ["1.250*2041", { quantity: 1250, code: "2041" }],
  ["12*", { quantity: 12_000, code: "" }],
  ["cafe*pilao", { quantity: null, code: "cafe*pilao" }],
  ["0*789", null],
  ["0,0001*789", null],
  ["1,2,3*789", null],
  ["7891000315507*7891000315507", null],
  ["  \r\n", null],
])("%j reads as %j", (text, read) => expect(parseScanInput(text)).toEqual(read));

test("any whole multiplier is that many units of the code", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.stringMatching(/^[0-9A-Z-]{1,14}$/), (times, code) => {
      expect(parseScanInput(`${times}*${code}`)).toEqual({ quantity: times * 1000, code });
    }),
  );
});

test("reading never throws", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void parseScanInput(text)));
});
