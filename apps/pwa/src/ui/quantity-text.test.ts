import { expect, test } from "vitest";
import { quantityText, quantityValue } from "./quantity-text.ts";

test("what is shown reads back as itself", () => {
  for (const thousandths of [0, 1, 250, 1000, 1250, 12_345_678]) {
    expect(quantityValue(quantityText(thousandths, 3, "pt-BR"), 3)).toBe(thousandths);
    expect(quantityValue(quantityText(thousandths, 3, "en"), 3)).toBe(thousandths);
  }
});

test("more decimals than the unit has are not a quantity", () => {
  expect([quantityValue("1,5", 0), quantityValue("1,2345", 3), quantityValue("1,000", 0)]).toEqual([null, null, 1000]);
});

test("words are not a quantity", () => {
  expect(["", ",", "a", "-1", "1,2,3"].map((text) => quantityValue(text, 3))).toEqual([null, null, null, null, null]);
});
