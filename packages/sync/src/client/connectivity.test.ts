import { expect, test } from "vitest";
import { type Connectivity, type ConnectivityEvent, mayRead, maySend, transitions } from "./connectivity.ts";

const states = Object.keys(transitions) as Connectivity[];
const events = Object.keys(transitions.starting) as ConnectivityEvent[];

/** States that can be reached from `from` by `allowed` events. */
function reachable(from: Connectivity, allowed: readonly ConnectivityEvent[]): Set<Connectivity> {
  const found = new Set([from]);
  for (const state of found) for (const event of allowed) found.add(transitions[state][event]);
  return found;
}

test("every state is reached, and from every state every working state can be reached again", () => {
  expect(reachable("starting", events)).toEqual(new Set(states));
  for (const state of states) expect(reachable(state, events)).toContain("live");
});

test("a lost socket never leaves the device thinking that it is live", () => {
  for (const state of states) expect(transitions[state]["socket-lost"]).not.toBe("live");
});

test("only an answer or a socket ends being offline", () => {
  for (const event of events) {
    const next = transitions.offline[event];
    if (next === "live" || next === "polling") expect(["socket-ready", "answered"]).toContain(event);
  }
});

test("a refusal holds until the device is enrolled or the app updated, whatever else happens", () => {
  const others = events.filter((event) => event !== "restarted");
  expect(reachable("signed-out", others)).toEqual(new Set(["signed-out"]));
  expect([...reachable("blocked-by-version", others)].some(mayRead)).toBe(false);
});

test("a server of another version is asked for nothing, and is sent what waits", () => {
  expect(states.filter((state) => !mayRead(state))).toEqual(["signed-out", "blocked-by-version"]);
  expect(states.filter((state) => !maySend(state))).toEqual(["signed-out"]);
});
