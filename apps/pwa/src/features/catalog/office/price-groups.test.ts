import { cents } from "@balcao/shared/kernel/money";
import { expect, test } from "vitest";
import { fromLocalField, priceGroups, priceState, toLocalField } from "./price-groups.ts";

const price = (id: string, storeId: string | null) =>
  ({
    id,
    storeId,
    amount: cents(1),
    regular: null,
    from: null,
    until: null,
    createdAt: "2026-01-01T00:00:00Z",
    closedAt: null,
  }) as const;

test("the chain's list always stands first, a store's only when it has a price", () => {
  const groups = priceGroups([price("1", "b"), price("2", null), price("3", "b")], ["a", "b"]);
  expect(groups.map(({ storeId, prices }) => [storeId, prices.map(({ id }) => id)])).toEqual([
    [null, ["2"]],
    ["b", ["1", "3"]],
  ]);
  expect(priceGroups([], ["a"])).toEqual([{ storeId: null, prices: [] }]);
});

test("a price holds from its beginning until just before its end", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  expect(priceState({ from: null, until: null }, now)).toBe("current");
  expect(priceState({ from: "2026-03-01T12:00:00Z", until: null }, now)).toBe("current");
  expect(priceState({ from: "2026-03-01T12:00:01Z", until: null }, now)).toBe("scheduled");
  expect(priceState({ from: null, until: "2026-03-01T12:00:00Z" }, now)).toBe("expired");
});

test("a time goes into its field and out again unchanged, to the minute", () => {
  expect(fromLocalField(toLocalField("2026-03-01T12:34:00.000Z"))).toBe("2026-03-01T12:34:00.000Z");
  expect([toLocalField(null), fromLocalField("")]).toEqual(["", null]);
});
