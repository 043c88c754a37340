import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CommandUpgrade,
  commandUpgrades,
  commandVersion,
  stampOf,
  upgradeCommand,
  versionOf,
} from "./command-version.ts";

/** A sale that in version 2 was given a channel, and in version 3 another name. */
const steps: readonly CommandUpgrade[] = [
  {
    name: "sales.add",
    to: 2,
    upgrade: (args) => ({ name: "sales.add", args: { ...(args as object), channel: "counter" } }),
  },
  { name: "sales.add", to: 3, upgrade: (args) => ({ name: "sales.record", args }) },
];

test("a command goes through every step since its version, in order, and through no other", () => {
  const args = { total: 1 };
  const added = { total: 1, channel: "counter" };
  expect(upgradeCommand({ name: "sales.add", args }, 1, steps)).toEqual({ name: "sales.record", args: added });
  expect(upgradeCommand({ name: "sales.add", args }, 2, steps)).toEqual({ name: "sales.record", args });
  expect(upgradeCommand({ name: "sales.record", args }, 3, steps)).toEqual({ name: "sales.record", args });
  expect(upgradeCommand({ name: "sales.void", args }, 1, steps)).toEqual({ name: "sales.void", args });
});

test("a stamp says its version whatever the tables are, and what was stamped before there were versions is of the first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.jsonValue(), (version, tables) => {
      expect(versionOf(stampOf(version, tables))).toBe(version);
    }),
  );
  for (const old of ["", "5c3a90b7", "12345678", "0.5c3a90b7", "-1.a", "1e3.a", "9999999.a", "test"])
    expect(versionOf(old)).toBe(1);
});

test("the steps lead from the first version to this one, in order", () => {
  const targets = commandUpgrades.map(({ to }) => to);
  expect(targets).toEqual([...targets].sort((one, other) => one - other));
  expect(Math.max(1, ...targets)).toBe(commandVersion);
});

test("a sale of the first version takes nothing off, and what is no sale is left for the procedure to judge", () => {
  const upgraded = (args: unknown) => upgradeCommand({ name: "sales.record", args }, 1).args;
  expect(upgraded({ total: 100, lines: [{ id: "a", total: 100 }] })).toEqual({
    total: 100,
    lines: [{ id: "a", total: 100, discount: 0, saleDiscount: 0 }],
    approval: null,
  });
  fc.assert(
    fc.property(fc.jsonValue(), (args) => {
      upgraded(args);
    }),
  );
  expect([upgraded(null), upgraded([1]), upgraded({ lines: "x" })]).toEqual([null, [1], { lines: "x" }]);
});
