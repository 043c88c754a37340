import { expect, test } from "vitest";
import { Files, PowerCut } from "../simulation/files.ts";
import { type JournalAction, serveJournal } from "./journal-files.ts";
import type { JournalEntry } from "./ports.ts";

/** So small that every settlement compacts. */
const limits = { compactBeyond: 200, keep: 300 };

function entry(id: string, size: number): JournalEntry {
  const made = { deviceId: "d", operatorId: "o", sequence: 1, deviceTime: "t", schemaVersion: "s" };
  return {
    kind: "command",
    command: { id, name: "a.b", args: "x".repeat(size), ...made, previousHash: null, signature: null },
    effect: [],
  };
}

/** Does things in turn, until the power goes after `kill` changes to a file, the last of them done by half. */
function live(disk: Files, actions: readonly JournalAction[], kill: number | null): void {
  disk.budget = kill;
  disk.share = 0.5;
  try {
    for (const action of actions) serveJournal(action, disk.both, limits);
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  } finally {
    disk.budget = null;
  }
}

const keep = (id: string, size: number): JournalAction => ({ do: "append", entry: entry(id, size) });
const settle: JournalAction = { do: "settle", commandIds: ["another"] };

function commandsIn(disk: Files): string[] {
  const entries = serveJournal({ do: "read" }, disk.both, limits);
  return entries.flatMap((one) => (one.kind === "command" ? [one.command.id] : [])).toSorted();
}

test("two kills, each at any moment of a compaction, leave every unsettled command in the journal", () => {
  for (let first = 1; first <= 6; first += 1) {
    for (let second = 1; second <= 8; second += 1) {
      const disk = new Files();
      // After one whole compaction the second file is in use.
      live(disk, [keep("a", 300), keep("b", 30), settle], null);
      live(disk, [keep("c", 300)], null);
      live(disk, [settle], first);
      live(disk, [keep("d", 30)], null);
      live(disk, [settle], second);
      expect(commandsIn(disk)).toEqual(["a", "b", "c", "d"]);
    }
  }
});

test("a compaction drops what is settled beyond what is kept, and nothing that is not", () => {
  const disk = new Files();
  const ids = Array.from({ length: 20 }, (_, n) => `c${String(n).padStart(2, "0")}`);
  for (const id of ids) serveJournal(keep(id, 30), disk.both, limits);
  serveJournal({ do: "settle", commandIds: ids.slice(0, 15) }, disk.both, { compactBeyond: 10, keep: 4 });
  expect(commandsIn(disk)).toEqual(ids.slice(11));
});
