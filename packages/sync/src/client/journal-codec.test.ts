import fc from "fast-check";
import { expect, test } from "vitest";
import { compact, decodeEntries, encodeEntry, settledIn } from "./journal-codec.ts";
import type { JournalEntry } from "./ports.ts";

const identity = {
  deviceId: "d",
  deviceCode: "A1",
  organizationId: "o",
  organizationName: "Ação",
  storeId: "s",
  storeCode: "01",
};

const entry = (sequence: number, args: string): JournalEntry => ({
  kind: "command",
  effect: [],
  command: {
    id: `c${sequence}`,
    name: "sales.record",
    args,
    deviceId: "d",
    operatorId: "p",
    sequence,
    deviceTime: "2025-01-01T00:00:00.000Z",
    schemaVersion: "x",
    previousHash: null,
    signature: null,
  },
});

test("what is written is read back, whatever the text", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
      const entries = texts.map((text, index) => entry(index + 1, text.toWellFormed()));
      expect(decodeEntries(entries.map(encodeEntry).join(""))).toEqual({ entries, torn: 0 });
    }),
  );
});

test("a journal cut off anywhere loses the entry that was being written and no other", () => {
  const entries = [entry(1, "um"), entry(2, "dois, ção"), entry(3, "três\nlinhas")];
  const text = entries.map(encodeEntry).join("");
  for (let length = 0; length <= text.length; length += 1) {
    const { entries: read, torn } = decodeEntries(text.slice(0, length));
    expect(read).toEqual(entries.slice(0, read.length));
    expect(torn).toBeLessThanOrEqual(1);
  }
});

test("a damaged line is skipped, the ones around it are unharmed", () => {
  const lines = [entry(1, "a"), entry(2, "b"), entry(3, "c")].map(encodeEntry);
  lines[1] = lines[1]?.replace('"b"', '"x"') ?? "";
  expect(decodeEntries(lines.join(""))).toEqual({ entries: [entry(1, "a"), entry(3, "c")], torn: 1 });
});

const settled = (...commandIds: string[]): JournalEntry => ({ kind: "settled", commandIds });

test("compaction never drops what is not settled, nor the largest sequence", () => {
  const entries: JournalEntry[] = [
    { kind: "identity", identity, sequence: 0 },
    entry(1, "a"),
    entry(2, "b"),
    entry(3, "c"),
    settled("c1", "c3"),
  ];
  expect(compact(entries, 0)).toEqual([{ kind: "identity", identity, sequence: 3 }, entry(2, "b")]);
  expect(compact([...compact(entries, 0), settled("c2")], 0)).toEqual([{ kind: "identity", identity, sequence: 3 }]);
});

test("of what is settled the newest stay, and stay settled", () => {
  const entries = [entry(1, "a"), entry(2, "b"), settled("c1"), entry(3, "c"), settled("c2", "c3")];
  const kept = compact(entries, 2);
  expect(kept).toEqual([entry(2, "b"), entry(3, "c"), settled("c2", "c3")]);
  expect(compact(kept, 2)).toEqual(kept);
  expect(settledIn(kept)).toEqual(new Set(["c2", "c3"]));
});

test("of what is settled those stay that were settled last, however old they are", () => {
  const entries = [entry(1, "a"), entry(2, "b"), entry(3, "c"), settled("c2", "c3"), settled("c1")];
  const kept = compact(entries, 2);
  expect(kept).toEqual([entry(1, "a"), entry(3, "c"), settled("c3", "c1")]);
  expect(compact(kept, 1)).toEqual([entry(1, "a"), settled("c1")]);
});
