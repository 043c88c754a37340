import { expect, test } from "vitest";
import type { JournalEntry, Ports } from "./ports.ts";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { adoptIdentity } from "./enrol.ts";
import { getMeta } from "./meta.ts";
import { recover } from "./recover.ts";
import { submit } from "./submit.ts";

const draft = { name: "sales.record", operatorId: "o", build: () => ({ args: {}, effect: [] }) };

/** A tablet's journal beside a database that is a new one each time. */
function lives() {
  const entries: JournalEntry[] = [];
  let ids = 0;
  const journal: Ports["journal"] = {
    append: async (entry) => void entries.push(entry),
    read: async () => [...entries],
    settle: async () => undefined,
  };
  return { journal, next: (): Ports => ({ ...memoryPorts().ports, journal, newId: () => String((ids += 1)) }) };
}

test("no sequence is used in two lives of the database, though the journal heard nothing of the first", async () => {
  const { journal, next } = lives();
  await journal.append({ kind: "identity", identity: testIdentity, sequence: 7 });
  const deaf = { ...journal, append: () => Promise.reject(new Error("killed")) };
  const used: number[] = [];
  const note = { ...draft, build: ({ sequence }: { sequence: number }) => (used.push(sequence), draft.build()) };
  for (let life = 0; life < 3; life += 1) {
    const ports = next();
    await recover(ports, testSchema);
    // It is in the outbox and may be sent, but the page dies before the journal has it.
    await submit({ ...ports, journal: deaf }, testSchema, note).catch(() => undefined);
  }
  expect(new Set(used).size).toBe(3);
});

test("a device that is enrolled again before it looked at its journal takes what the journal has first", async () => {
  const { journal, next } = lives();
  await journal.append({ kind: "identity", identity: testIdentity, sequence: 7 });
  const before = next();
  await recover(before, testSchema);
  const kept = await submit(before, testSchema, draft);
  const ports = next();
  await adoptIdentity(ports, testSchema, testIdentity, 3, null);
  const made = await submit(ports, testSchema, draft);
  expect(made.sequence).toBeGreaterThan(kept.sequence);
  const outbox = await ports.store.read(["outbox"], (tx) => tx.keys("outbox"));
  expect(outbox).toEqual([kept.id, made.id]);
});

test("a device that was killed before its journal knew its name has one after the next start, whatever is lost then", async () => {
  const { journal, next } = lives();
  const deaf = { ...journal, append: () => Promise.reject(new Error("killed")) };
  const enrolled = next();
  await adoptIdentity({ ...enrolled, journal: deaf }, testSchema, testIdentity, 3, null).catch(() => undefined);
  await recover(enrolled, testSchema);
  await recover(enrolled, testSchema);
  expect((await journal.read()).map(({ kind }) => kind)).toEqual(["identity"]);
  const ports = next();
  await recover(ports, testSchema);
  expect(await ports.store.read(["meta"], (tx) => getMeta(tx, "identity"))).toEqual(testIdentity);
});

test("a journal without room does not keep a device from starting", async () => {
  const { journal, next } = lives();
  const ports = { ...next(), journal: { ...journal, append: () => Promise.reject(new Error("full")) } };
  await adoptIdentity(ports, testSchema, testIdentity, 3, null).catch(() => undefined);
  expect(await recover(ports, testSchema)).toEqual({ rebuilt: false, commands: 0 });
});
