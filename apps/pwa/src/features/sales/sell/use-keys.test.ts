import { expect, test } from "vitest";
import { isEnter } from "./use-keys.ts";

test("Enter that is held down counts once", () => {
  expect(isEnter({ key: "Enter", repeat: false })).toBe(true);
  expect(isEnter({ key: "Enter", repeat: true })).toBe(false);
  expect(isEnter({ key: "5", repeat: false })).toBe(false);
});
