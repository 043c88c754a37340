import type { Json } from "@balcao/sync/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCommand } from "./read-command.ts";

test("a sale is called by its receipt, total and number of lines", () => {
  const args = { receiptNumber: "01-A1-000123", total: 3490, lines: [{}, {}, {}] };
  expect(readCommand({ name: "sales.record", args })).toEqual({
    kind: "sale",
    receipt: "01-A1-000123",
    total: 3490,
    lines: 3,
  });
});

test("a drawer is called by the money in it", () => {
  expect(readCommand({ name: "cashSessions.open", args: { openingFloat: 15_000 } })).toEqual({
    kind: "cash-opened",
    float: 15_000,
  });
  expect(readCommand({ name: "cashSessions.close", args: { countedCash: 0 } })).toEqual({
    kind: "cash-closed",
    counted: 0,
  });
});

test("a command of any shape can be shown", () => {
  const names = fc.constantFrom(
    "sales.record",
    "cashSessions.open",
    "cashSessions.close",
    "toString",
    "__proto__",
    "returns.record",
  );
  fc.assert(
    fc.property(names, fc.jsonValue(), (name, args) => {
      expect(readCommand({ name, args: args as Json }).kind).toMatch(/^(?:sale|cash-opened|cash-closed|other)$/);
    }),
  );
});
