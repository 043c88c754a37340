import { expect, test } from "vitest";
import type { Command } from "../protocol.ts";
import type { OutboxEntry, OutboxStatus } from "./local-schema.ts";
import type { JournalEntry } from "./ports.ts";
import { countRescue, gatherRescue } from "./rescue.ts";

const command = (sequence: number): Command => ({
  id: `command ${sequence}`,
  name: "sales.record",
  args: null,
  deviceId: "device",
  operatorId: "operator",
  sequence,
  deviceTime: "2026-01-02T03:04:05.000Z",
  schemaVersion: "test",
  previousHash: null,
  signature: null,
});
const inOutbox = (sequence: number, status: OutboxStatus): OutboxEntry => ({
  id: `command ${sequence}`,
  sequence,
  status,
  command: command(sequence),
  effect: [],
  result: status === "rejected" ? { id: "", outcome: "rejected", code: "COMMAND_INVALID", details: null } : null,
  at: "",
});
const inJournal = (sequence: number): JournalEntry => ({ kind: "command", command: command(sequence), effect: [] });
const told = (entries: ReturnType<typeof gatherRescue>) =>
  entries.map(({ command: { sequence }, status }) => [sequence, status]);

test("a rescue holds what outbox or journal has, each command once and in order", () => {
  const outbox = [inOutbox(4, "later"), inOutbox(2, "rejected"), inOutbox(1, "settled"), inOutbox(3, "queued")];
  const journal: JournalEntry[] = [5, 3, 2, 1].map(inJournal);
  expect(told(gatherRescue(outbox, journal))).toEqual([
    [1, "sent"],
    [2, "refused"],
    [3, "waiting"],
    [4, "waiting"],
    [5, "waiting"],
  ]);
});

test("a rescue from the journal alone holds every command of it, and knows which were settled", () => {
  const journal: JournalEntry[] = [
    ...[1, 2, 3].map(inJournal),
    { kind: "settled", commandIds: ["command 1", "command 3"] },
  ];
  const entries = gatherRescue([], journal);
  expect(told(entries)).toEqual([
    [1, "sent"],
    [2, "waiting"],
    [3, "sent"],
  ]);
  expect(countRescue(entries)).toEqual({ waiting: 1, refused: 0, sent: 2 });
});

test("a rescue from the outbox alone keeps the server's answers", () => {
  const [refused] = gatherRescue([inOutbox(1, "rejected")], []);
  expect(refused?.result).toMatchObject({ outcome: "rejected", code: "COMMAND_INVALID" });
});
