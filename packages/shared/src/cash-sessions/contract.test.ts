import { expect, test } from "vitest";
import { closeCashSessionArguments, openCashSessionArguments } from "./contract.ts";

const cashSessionId = "0197a000-0000-7000-8000-000000000001";
const at = "2025-07-03T12:00:00.000Z";

test("opening and closing are accepted as the counter makes them", () => {
  const open = { cashSessionId, openingFloat: 15_000, openedAt: at };
  expect(openCashSessionArguments.parse(open)).toEqual(open);
  const close = { cashSessionId, countedCash: 0, closedAt: at };
  expect(closeCashSessionArguments.parse(close)).toEqual(close);
});

test("a negative or fractional drawer and an expected amount from the device are refused", () => {
  for (const wrong of [{ countedCash: -1 }, { countedCash: 0.5 }, { countedCash: 1, expectedCash: 1 }]) {
    expect(closeCashSessionArguments.safeParse({ cashSessionId, closedAt: at, ...wrong }).success).toBe(false);
  }
});
