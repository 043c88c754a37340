import { cents } from "@balcao/shared/kernel/money";
import { expect, test } from "vitest";
import { differenceOf } from "./difference.ts";

const of = (counted: number, expected: number) =>
  differenceOf({ countedCash: cents(counted), expectedCash: cents(expected) });

test("more money than expected is over, less is short, by the same amount", () => {
  expect(of(1200, 1000)).toEqual({ kind: "over", amount: 200 });
  expect(of(1000, 1200)).toEqual({ kind: "short", amount: 200 });
  expect(of(1000, 1000)).toEqual({ kind: "exact", amount: 0 });
});

test("nothing is said before both are known", () => {
  expect(differenceOf({ countedCash: cents(1), expectedCash: null })).toBeNull();
});
