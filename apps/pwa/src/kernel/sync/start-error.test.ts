import { expect, test } from "vitest";
import { StartError, startFailureOf } from "./start-error.ts";

const named = (name: string, extra: object = {}) => Object.assign(new Error("x"), { name }, extra);

test("a private window is told apart from a full device and from a broken database", () => {
  expect(startFailureOf(named("SecurityError"))).toBe("denied");
  expect(startFailureOf(named("QuotaExceededError"))).toBe("full");
  expect(startFailureOf(named("UnknownError"))).toBe("unreadable");
});

test("the cause behind a wrapping error counts", () => {
  expect(startFailureOf(named("OpenFailedError", { inner: named("InvalidStateError") }))).toBe("denied");
  expect(startFailureOf(new Error("the journal could not be written: QuotaExceededError: no room"))).toBe("full");
});

test("a failure already named stays itself", () => {
  expect(startFailureOf(new StartError("blocked"))).toBe("blocked");
  expect(startFailureOf("text")).toBe("unreadable");
});
