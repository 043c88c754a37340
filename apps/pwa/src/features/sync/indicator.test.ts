import { type Connectivity, transitions } from "@balcao/sync/client/connectivity";
import { expect, test } from "vitest";
import { connectionOf, needsSomebody } from "./indicator.ts";

const states = Object.keys(transitions) as Connectivity[];
const of = (connectivity: Connectivity, loading = false, code: string | null = null) =>
  connectionOf({ connectivity, loading, code });

test("every state has a word of its own", () => {
  expect(new Set(states.map((state) => of(state).word)).size).toBe(states.length);
});

test("a revoked tablet and one the server never knew are called by their names", () => {
  expect(of("signed-out", false, "DEVICE_REVOKED").word).toBe("revoked");
  expect(of("signed-out", false, "DEVICE_NOT_ENROLLED").word).toBe("notEnrolled");
});

test("somebody is called exactly when the tablet cannot come back by itself", () => {
  expect(states.filter((state) => needsSomebody(of(state)))).toEqual(["signed-out", "blocked-by-version"]);
});

test("what loads says so, but never hides that nothing answers or that somebody is needed", () => {
  expect(of("live", true).word).toBe("loading");
  expect(of("polling", true).word).toBe("loading");
  expect(of("offline", true).word).toBe("offline");
  expect(of("signed-out", true).word).toBe("notEnrolled");
});

test("a server that asks for one fresh copy after another is not called an old version", () => {
  expect(of("blocked-by-version", false, "SNAPSHOT_REQUIRED").word).toBe("confused");
  expect(of("blocked-by-version", false, "VERSION_BLOCKED").word).toBe("blocked");
});
