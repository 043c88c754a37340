import { expect, test } from "vitest";
import type { Cursor } from "../protocol.ts";
import { Watermarks } from "./watermarks.ts";

const cursorAt = (seen: string): Cursor => ({ epoch: "e", schema: "s", scopes: { a: seen } });
const at = (xid: number) => `${xid}:${xid}:`;

test("of a scope first heard of nothing is known until it is looked at, however old the newest tick is", () => {
  const marks = new Watermarks(at(50));
  expect(marks.isCurrent(cursorAt(at(50)))).toBe(false);
  marks.advance(at(51), [], ["a"]);
  expect(marks.isCurrent(cursorAt(at(50)))).toBe(true);
  expect(marks.isCurrent(cursorAt(at(40)))).toBe(false);
});

test("a query that finds nothing makes older cursors current, unless something changed since", () => {
  const marks = new Watermarks(at(50));
  marks.lastChanged("a");
  marks.verifyUnchanged("a", at(40), at(52));
  expect(marks.isCurrent(cursorAt(at(40)))).toBe(true);
  marks.advance(at(60), ["a"], ["a"]);
  marks.verifyUnchanged("a", at(40), at(52));
  expect(marks.isCurrent(cursorAt(at(40)))).toBe(false);
});

test("a query that finds nothing after its cursor tells nothing of what came before it", () => {
  const marks = new Watermarks(at(50));
  marks.lastChanged("a");
  marks.saw(at(72));
  marks.verifyUnchanged("a", at(70), at(72));
  expect(marks.isCurrent(cursorAt(at(60)))).toBe(false);
  expect(marks.isCurrent(cursorAt(at(70)))).toBe(true);
});

test("ticks in which a scope stands still leave its cursors current", () => {
  const marks = new Watermarks(at(50));
  marks.lastChanged("a");
  for (let xid = 51; xid < 100; xid += 1) marks.advance(at(xid), ["b"], ["a", "b"]);
  expect(marks.isCurrent(cursorAt(at(50)))).toBe(true);
});

test("a cursor from beyond what was seen of the database is current for nobody until it was", () => {
  const marks = new Watermarks(at(50));
  marks.lastChanged("a");
  marks.advance(at(50), [], ["a"]);
  expect(marks.isCurrent(cursorAt(at(60)))).toBe(false);
  marks.saw(at(60));
  expect(marks.isCurrent(cursorAt(at(60)))).toBe(true);
});

test("a change in progress at the cursor's moment is news, though its number is smaller", () => {
  const marks = new Watermarks("40:50:40");
  marks.lastChanged("a");
  marks.advance("40:50:40", [], ["a"]);
  const cursor = cursorAt("40:50:40");
  expect(marks.isCurrent(cursor)).toBe(true);
  marks.advance("50:50:", ["a"], ["a"]);
  expect(marks.isCurrent(cursor)).toBe(false);
});

test("memory is bounded; scopes with listeners are never forgotten", () => {
  const marks = new Watermarks(at(1), 3);
  marks.listen("live", 1);
  for (let n = 0; n < 100; n += 1) marks.lastChanged(`scope ${n}`);
  expect(marks.scopes()).toHaveLength(3);
  expect(marks.scopes()).toContain("live");
});
