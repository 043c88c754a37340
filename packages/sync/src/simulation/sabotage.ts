import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** A bug that somebody might write: a small change to one file of the engine. */
export interface Sabotage {
  readonly name: string;
  /** Under packages/sync/src. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** How many steps a run needs for it to come out; 300 unless it is told. */
  readonly steps?: number;
  /** A seed that finds it, where few do: tests begin with it. */
  readonly seed?: number;
}

/** Bugs that the simulation must find. Each breaks a rule of SPEC.md on purpose; the suite says which one noticed. */
export const sabotages: readonly Sabotage[] = [
  {
    name: "forget what was acknowledged",
    file: "client/submit.ts",
    find: `  await ports.journal.append({ kind: "command", command, effect });
  return command;`,
    replace: `  void ports.journal.append({ kind: "command", command, effect }).catch(() => undefined);
  void ports.store.write(["outbox", "pending"], async (tx) => tx.deleteMany("outbox", [command.id]));
  return command;`,
  },
  {
    name: "acknowledge before the journal",
    file: "client/submit.ts",
    find: `  await ports.journal.append({ kind: "command", command, effect });`,
    replace: `  void ports.journal.append({ kind: "command", command, effect }).catch(() => undefined);`,
    seed: 86,
  },
  {
    name: "use a sequence twice",
    file: "client/submit.ts",
    find: `    const sequence = (known.sequence ?? 0) + 1;`,
    replace: `    const sequence = Math.max(1, known.sequence ?? 0);`,
  },
  {
    name: "forget the lock of the drain",
    file: "client/drain.ts",
    find: `  return ports.locks.tryHold(drainLock, async () => {`,
    replace: `  return (async (_name: string, work: () => Promise<Drained>) => work())(drainLock, async () => {`,
  },
  {
    name: "count a push as done when it is sent",
    file: "client/drain.ts",
    find: `    const results = await ports.transport.push(batch.map(({ command }) => command));`,
    replace: `    void ports.transport.push(batch.map(({ command }) => command)).catch(() => null);
    const results = batch.map(({ id }) => ({ id, outcome: "applied" as const, result: null }));`,
  },
  {
    name: "settle what was refused",
    file: "client/drain.ts",
    find: `    case "rejected":
      return "rejected";`,
    replace: `    case "rejected":
      return "settled";`,
  },
  {
    name: "keep the effect of what was refused",
    file: "client/drain.ts",
    find: `entries.filter((entry) => entry.status === "rejected").map((entry) => entry.sequence),`,
    replace: `entries.filter((entry) => entry.status === "queued").map((entry) => entry.sequence),`,
  },
  {
    name: "never ask again for what was put off",
    file: "client/drain.ts",
    find: `    if (again) await requeueLater(ports);`,
    replace: `    void again, requeueLater;`,
  },
  {
    name: "two pages work at once",
    file: "client/page.ts",
    find: `        if (led !== null) return;`,
    replace: `        if (led !== null) return;
        void this.#lead(() => undefined).catch(() => undefined);`,
    seed: 468,
  },
  {
    name: "apply a live delta that does not fit",
    file: "client/apply-delta.ts",
    find: `    if (!covers(seen, event.from)) return "gap";`,
    replace: ``,
    seed: 16,
  },
  {
    name: "move the cursor in a transaction of its own",
    file: "client/apply-delta.ts",
    find: `    await applyChanges(tx, delta.changes, delta.decided);
    await setMeta(tx, "cursor", delta.cursor);`,
    replace: `    await setMeta(tx, "cursor", delta.cursor);
    if (delta.changes.length > 2) return true;
    await applyChanges(tx, delta.changes, delta.decided);`,
  },
  {
    name: "build on a delta of several pages",
    file: "client/apply-delta.ts",
    find: `    if (delta.hasMore || asked.page !== undefined) {`,
    replace: `    if (delta.hasMore) {`,
  },
  {
    name: "drop effects when the answer comes",
    file: "client/drain.ts",
    find: `    await forgetOld(tx);`,
    replace: `    await dropEffects(
      tx,
      entries.filter((entry) => entry.status === "settled").map((entry) => entry.sequence),
    );
    await forgetOld(tx);`,
  },
  {
    name: "fold an effect over rows that contain it",
    file: "client/view.ts",
    find: `  const contained = ops.filter((op) => isDecided(decided, op.sequence));`,
    replace: `  const contained = ops.filter((op) => isDecided(decided, op.sequence + 1));`,
  },
  {
    name: "forget effects on rows that did not change",
    file: "client/view.ts",
    find: `    ops.filter((op) => tables.includes(op.table) && isDecided(decided, op.sequence)),`,
    replace: `    ops.filter((op) => tables.includes(op.table) && op.sequence < 0),`,
    steps: 600,
  },
  {
    name: "forget what the journal has",
    file: "client/recover.ts",
    find: `  const lost = commands.filter((_, index) => present[index] === undefined);`,
    replace: `  const lost = commands.filter((_, index) => present[index] === undefined).slice(1);`,
    seed: 11,
  },
  {
    name: "compact away what waits",
    file: "client/journal-codec.ts",
    find: `newest.has(command.id) || !settled.has(command.id));`,
    replace: `newest.has(command.id));`,
    seed: 28,
  },
  {
    name: "empty the old journal first",
    file: "client/journal-files.ts",
    find: `  next.truncate(0);
  append(next, entries);
  old.truncate(0);
  old.flush();`,
    replace: `  old.truncate(0);
  next.truncate(0);
  append(next, entries);
  old.flush();`,
    steps: 600,
    seed: 637,
  },
  {
    name: "leave what is gone when a copy is fetched again",
    file: "client/load-snapshot.ts",
    find: `    if (present !== null) await removeStale(tx, tables, present, decided);`,
    replace: `    void removeStale, present;`,
    steps: 600,
  },
  {
    name: "throw the outbox away with the rows",
    file: "client/load-snapshot.ts",
    find: `    await dropMeta(tx, ["cursor", "etag", "ragged", "snapshots"]);`,
    replace: `    await dropMeta(tx, ["cursor", "etag", "ragged", "snapshots"]);
    await tx.clear("outbox");`,
    steps: 600,
  },
  {
    name: "fetch an older copy than one had",
    file: "server/snapshots.ts",
    find: `    if (atLeast !== null && !covers(archived.seen, atLeast)) return false;`,
    replace: ``,
    steps: 1_000,
    seed: 192,
  },
  {
    name: "answer a used id as if it were new",
    file: "server/push.ts",
    find: `  if (stored !== undefined) {`,
    replace: `  if (stored !== undefined && command.sequence < 0) {`,
    seed: 6,
  },
  {
    name: "decide in the order of arrival",
    file: "server/push.ts",
    find: `.toSorted((a, b) => a.sequence - b.sequence);`,
    replace: `.toSorted((a, b) => b.sequence - a.sequence);`,
  },
  {
    name: "do not say which commands are decided",
    file: "server/push.ts",
    find: `    await tx.decided(fresh.map(({ command }) => command.sequence));`,
    replace: ``,
  },
  {
    name: "lose a tombstone",
    file: "server/pull.ts",
    find: `      ? \`{"table":"\${table}","operation":"delete","id":"\${rowId}"}\``,
    replace: `      ? \`{"table":"\${table}","operation":"delete","id":"00000000-0000-7000-8000-ffffffffffff"}\``,
  },
  {
    name: "do not mind what was purged",
    file: "server/pull.ts",
    find: `  return covers(seen, \`\${purgedBefore}:\${purgedBefore}:\`);`,
    replace: `  return covers(seen, "0:0:") && purgedBefore !== "";`,
    steps: 600,
    seed: 32,
  },
  {
    name: "let pages lead to where they are read",
    file: "server/pull.ts",
    find: `    const target = cursor.page?.target ?? state.now;`,
    replace: `    const target = state.now;`,
    steps: 600,
  },
  {
    name: "say that nothing changed",
    file: "server/watermarks.ts",
    find: `return looked && covers(seen, lastChanged) && covers(this.#newest, seen);`,
    replace: `return looked && lastChanged !== "" && covers(this.#newest, seen);`,
    seed: 22,
  },
  {
    name: "believe an old look",
    file: "server/watermarks.ts",
    find: `return looked && covers(seen, lastChanged)`,
    replace: `return (looked || lastChanged !== "") && covers(seen, lastChanged)`,
    steps: 1_000,
    seed: 397,
  },
  {
    name: "drop the snapshot condition",
    file: "simulation/state.ts",
    find: `({ xid }) => !sees(from, String(xid)) && sees(target, String(xid))`,
    replace: `({ xid }) => xid >= Number(from.split(":")[1]) && sees(target, String(xid))`,
  },
  {
    name: "take what is running for seen",
    file: "transaction-snapshot.ts",
    find: `  return a.inProgress.every((xid) => xid >= b.xmax || b.inProgress.includes(xid));`,
    replace: `  return a.inProgress.length >= 0;`,
    steps: 1_000,
    seed: 6,
  },
  {
    name: "do not hear that a scope moved",
    file: "client/reader.ts",
    find: `      this.#news = [...this.#news, ...news];`,
    replace: `      void news;`,
    seed: 24,
  },
  {
    name: "do not send again what a restore undid",
    file: "client/revive.ts",
    find: `  const lost = settled.filter(({ sequence }) => !isDecided(decided, sequence));`,
    replace: `  const lost = settled.filter(({ sequence }) => sequence < 0 && !isDecided(decided, sequence));`,
    steps: 600,
  },
];

const root = new URL("../", import.meta.url);

/** Plants a bug in the modules that this thread loads from now on. */
export function plant(name: string): void {
  const sabotage = sabotages.find((one) => one.name === name);
  if (sabotage === undefined) throw new Error(`there is no planted bug named ${name}`);
  const target = new URL(sabotage.file, root).href;
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      if (url !== target) return loaded;
      return { ...loaded, source: applied(sabotage, sourceText(loaded.source)) };
    },
  });
}

function sourceText(source: unknown): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source as Uint8Array);
}

/** A file with the bug in it. Throws when the place is not there exactly once: the engine has changed, the bug must too. */
export function applied({ name, file, find, replace }: Sabotage, source: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${name}: its place occurs ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}

/** The file of a planted bug as it stands. */
export function sourceOf({ file }: Sabotage): string {
  return readFileSync(fileURLToPath(new URL(file, root)), "utf8");
}
