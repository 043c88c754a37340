import fc from "fast-check";
import { expect, test } from "vitest";
import { type Decided, isDecided, withDecided } from "../decided.ts";
import type { Change, Row } from "../protocol.ts";
import { memoryStore } from "../testing/memory-store.ts";
import { fold } from "./effects.ts";
import type { EffectOp } from "./ports.ts";
import { plainRow } from "./stored-row.ts";
import { addEffect, applyChanges, dropEffects, pendingOps, settleEffects } from "./view.ts";

const ids = ["a", "b", "c"];
const table = "thing";

/** What one command does, as the device predicts it. */
const effects: fc.Arbitrary<EffectOp[]> = fc.array(
  fc
    .record({
      row: fc.constantFrom(...ids),
      kind: fc.constantFrom("put", "add", "merge", "delete"),
      n: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ row, kind, n }): EffectOp => {
      if (kind === "put") return { table, row, do: "put", value: { id: row, n } };
      if (kind === "merge") return { table, row, do: "merge", fields: { note: n } };
      if (kind === "delete") return { table, row, do: "delete" };
      return { table, row, do: "add", field: "n", by: n, otherwise: { id: row, n: 0 } };
    }),
  { minLength: 1, maxLength: 3 },
);

type Step =
  | { readonly do: "submit"; readonly effect: EffectOp[] }
  /** The server decides an undecided command (its effect, or a refusal) or somebody else writes. */
  | { readonly do: "decide"; readonly refuse: boolean; readonly putOff: boolean }
  | { readonly do: "write"; readonly row: string; readonly value: number | null }
  /** The device gets all that changed, or one changed row as a page of a longer delta brings it. */
  | { readonly do: "pull" }
  | { readonly do: "page"; readonly row: string }
  | { readonly do: "answer" };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    effects.map((effect): Step => ({ do: "submit", effect })),
    // The first that waits, or one behind it: the first is put off then.
    fc.record({ refuse: fc.boolean(), putOff: fc.boolean() }).map((how): Step => ({ do: "decide", ...how })),
    fc
      .record({ row: fc.constantFrom(...ids), value: fc.option(fc.integer({ min: 100, max: 199 })) })
      .map((write): Step => ({ do: "write", ...write })),
    fc.constant<Step>({ do: "pull" }),
    fc.constantFrom(...ids).map((row): Step => ({ do: "page", row })),
    fc.constant<Step>({ do: "answer" }),
  ),
  { maxLength: 40 },
);

/** The rows as people see them, in order. */
function rowsIn(store: ReturnType<typeof memoryStore>): Row[] {
  const rows = store.dump(table).map((row) => plainRow(row as Row));
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

test("the view is always the server's rows as far as they were read, plus the commands they do not contain", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const store = memoryStore();
      const all = [table, "pending", "base", "outbox", "meta"];
      const server = new Map<string, Row>();
      const seen = new Map<string, Row>();
      const changed = new Set<string>();
      const submitted: {
        sequence: number;
        effect: EffectOp[];
        decided: "no" | "applied" | "refused";
        dropped: boolean;
      }[] = [];
      /** Which commands were decided when each row was read. */
      const stands = new Map<string, Decided>();
      const decided = () =>
        withDecided(
          [],
          submitted.filter((command) => command.decided !== "no").map((command) => command.sequence),
        );
      const changeOf = (id: string): Change => {
        const row = server.get(id);
        return row === undefined ? { table, operation: "delete", id } : { table, operation: "put", row, v: 1 };
      };
      const readRow = (id: string) => {
        changed.delete(id);
        const row = server.get(id);
        if (row === undefined) seen.delete(id);
        else seen.set(id, row);
      };
      for (const step of history) {
        if (step.do === "submit") {
          const sequence = submitted.length + 1;
          submitted.push({ sequence, effect: step.effect, decided: "no", dropped: false });
          await store.write(all, (tx) => addEffect(tx, pendingOps({ id: String(sequence), sequence }, step.effect)));
        } else if (step.do === "decide") {
          const [first, second] = submitted.filter((command) => command.decided === "no");
          const next = step.putOff ? second : first;
          if (next === undefined) continue;
          next.decided = step.refuse ? "refused" : "applied";
          if (step.refuse) continue;
          for (const op of next.effect) {
            const row = fold(server.get(op.row) ?? null, [op]);
            changed.add(op.row);
            if (row === null) server.delete(op.row);
            else server.set(op.row, row);
          }
        } else if (step.do === "write") {
          changed.add(step.row);
          if (step.value === null) server.delete(step.row);
          else server.set(step.row, { id: step.row, n: step.value });
        } else if (step.do === "answer") {
          const refused = submitted.filter((command) => command.decided === "refused" && !command.dropped);
          for (const command of refused) command.dropped = true;
          await store.write(all, (tx) =>
            dropEffects(
              tx,
              refused.map((command) => command.sequence),
            ),
          );
        } else if (step.do === "page") {
          if (!changed.has(step.row)) continue;
          await store.write(all, (tx) => applyChanges(tx, [changeOf(step.row)], decided()));
          stands.set(step.row, decided());
          readRow(step.row);
        } else {
          const now = decided();
          const changes = [...changed].map(changeOf);
          await store.write(all, async (tx) => {
            await applyChanges(tx, changes, now);
            await settleEffects(tx, [table], now);
          });
          for (const id of ids) {
            stands.set(id, now);
            readRow(id);
          }
        }
        const openFor = (id: string) =>
          submitted
            .filter((command) => !isDecided(stands.get(id) ?? [], command.sequence) && !command.dropped)
            .flatMap((command) => command.effect.filter((op) => op.row === id));
        const expected = ids.flatMap((id) => fold(seen.get(id) ?? null, openFor(id)) ?? []);
        expect(rowsIn(store)).toEqual(expected);
      }
    }),
    { numRuns: 400 },
  );
});

test("nothing of pending commands is left once the server's rows contain them", async () => {
  const store = memoryStore();
  const all = [table, "pending", "base", "outbox", "meta"];
  await store.write(all, (tx) =>
    addEffect(
      tx,
      pendingOps({ id: "1", sequence: 1 }, [
        { table, row: "a", do: "add", field: "n", by: 1, otherwise: { id: "a", n: 0 } },
      ]),
    ),
  );
  await store.write(all, async (tx) => {
    await applyChanges(tx, [{ table, operation: "put", row: { id: "a", n: 1 }, v: 1 }], [[1, 1]]);
    await settleEffects(tx, [table], [[1, 1]]);
  });
  expect([rowsIn(store), store.dump("pending"), store.dump("base")]).toEqual([[{ id: "a", n: 1 }], [], []]);
});
