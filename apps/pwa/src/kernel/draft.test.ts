import { expect, test } from "vitest";
import { realChanges } from "./draft.ts";

test("a change back to what is saved is no change", () => {
  expect(realChanges({ name: "A", stores: ["1", "2"] }, { name: "A", stores: ["1", "2"] })).toEqual({});
});

test("only what differs is sent", () => {
  expect(
    realChanges({ name: "A", stores: ["1"], pix: null as string | null }, { name: "B", stores: ["1"], pix: "x" }),
  ).toEqual({ name: "B", pix: "x" });
});
