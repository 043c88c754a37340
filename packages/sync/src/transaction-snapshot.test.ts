import fc from "fast-check";
import { expect, test } from "vitest";
import { covers, isTransactionSnapshot, sees } from "./transaction-snapshot.ts";

/** A snapshot over a small range of ids, together with the set it shows, worked out in the plainest way. */
const snapshots = fc
  .record({ xmin: fc.integer({ min: 1, max: 12 }), gaps: fc.array(fc.boolean(), { maxLength: 8 }) })
  .map(({ xmin, gaps }) => {
    const xmax = xmin + gaps.length;
    const inProgress = gaps.flatMap((running, index) => (running ? [xmin + index] : []));
    const visible = new Set<number>();
    for (let xid = 0; xid < xmax; xid += 1) if (!inProgress.includes(xid)) visible.add(xid);
    return { text: `${xmin}:${xmax}:${inProgress.join(",")}`, visible };
  });

test("covers is inclusion of what is visible", () => {
  fc.assert(
    fc.property(snapshots, snapshots, (a, b) => {
      expect(covers(a.text, b.text)).toBe(b.visible.isSubsetOf(a.visible));
    }),
    { numRuns: 2000 },
  );
});

test("sees is membership", () => {
  fc.assert(
    fc.property(snapshots, fc.integer({ min: 1, max: 25 }), (snapshot, xid) => {
      expect(sees(snapshot.text, String(xid))).toBe(snapshot.visible.has(xid));
    }),
    { numRuns: 1000 },
  );
});

test("only well-formed snapshots are let in", () => {
  for (const good of ["1:1:", "10:20:10,14,15", "18446744073709551614:18446744073709551615:"]) {
    expect(isTransactionSnapshot(good)).toBe(true);
  }
  for (const bad of [
    "",
    "1:2",
    "5:3:",
    "10:20:9",
    "10:20:20",
    "10:20:12,11",
    "1:2:'; drop",
    "1:99999999999999999999:",
  ]) {
    expect(isTransactionSnapshot(bad)).toBe(false);
  }
});
