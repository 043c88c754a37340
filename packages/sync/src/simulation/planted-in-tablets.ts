import type { Sabotage } from "./sabotage.ts";

/** Bugs of the code that runs on a tablet. Each breaks a rule of SPEC.md on purpose. */
export const plantedInTablets: readonly Sabotage[] = [
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
    seed: 21,
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
    seed: 5,
  },
  {
    name: "count a push as done when it is sent",
    file: "client/drain.ts",
    find: `    const reply = await ports.transport.push(
      entries.map(({ command }) => command),
      keys,
      sentIn,
    );`,
    replace: `    void ports.transport.push(entries.map(({ command }) => command), keys).catch(() => null);
    const results = entries.map(({ id }) => ({ id, outcome: "applied" as const, result: null }));
    const reply = { results, epoch: sentIn };`,
  },
  {
    name: "settle what was refused",
    file: "client/drain.ts",
    find: `    case "rejected":
      return "rejected";`,
    replace: `    case "rejected":
      return "settled";`,
    seed: 4,
  },
  {
    name: "keep the effect of what was refused",
    file: "client/drain.ts",
    find: `entries.filter((entry) => entry.status === "rejected").map((entry) => entry.sequence),`,
    replace: `entries.filter((entry) => entry.status === "queued").map((entry) => entry.sequence),`,
    seed: 4,
  },
  {
    name: "never ask again for what was put off",
    file: "client/drain.ts",
    find: `    if (again) await requeueLater(ports);`,
    replace: `    void again, requeueLater;`,
    seed: 3,
  },
  {
    name: "two pages work at once",
    file: "client/page.ts",
    find: `        if (led !== null) return;`,
    replace: `        if (led !== null) return;
        void this.#lead(() => undefined).catch(() => undefined);`,
    seed: 48,
  },
  {
    name: "apply a live delta that does not fit",
    file: "client/apply-delta.ts",
    find: `    if (!covers(seen, event.from)) return "gap";`,
    replace: ``,
    seed: 8,
  },
  {
    name: "move the cursor in a transaction of its own",
    file: "client/apply-delta.ts",
    find: `    await addToSums(tx, schema, identity, await applyChanges(tx, delta.changes, delta.decided));
    await setMeta(tx, "cursor", delta.cursor);`,
    replace: `    await setMeta(tx, "cursor", delta.cursor);
    if (delta.changes.length > 2) return true;
    await addToSums(tx, schema, identity, await applyChanges(tx, delta.changes, delta.decided));`,
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
    seed: 2,
  },
  {
    name: "forget what the journal has",
    file: "client/recover.ts",
    find: `  const lost = commands.filter((_, index) => present[index] === undefined);`,
    replace: `  const lost = commands.filter((_, index) => present[index] === undefined).slice(1);`,
    seed: 20,
  },
  {
    name: "write a file without what only the journal has",
    file: "client/rescue.ts",
    find: `    if (entry.kind !== "command") continue;`,
    replace: `    if (entry.kind !== "command" || outbox.length === 0) continue;`,
    seed: 20,
  },
  {
    name: "compact away what waits",
    file: "client/journal-codec.ts",
    find: `newest.has(command.id) || !settled.has(command.id));`,
    replace: `newest.has(command.id));`,
    seed: 30,
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
    seed: 141,
  },
  {
    name: "leave what is gone when a copy is fetched again",
    file: "client/scope-load.ts",
    find: `as readonly string[]).filter((id) => !ids.has(id));`,
    replace: `as readonly string[]).filter((id) => !ids.has(id) && id === "");`,
    steps: 600,
    seed: 2,
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
    name: "count a row twice",
    file: "client/view.ts",
    find: `minus(sum([...latest.values()]), sum(known))`,
    replace: `minus(sum([...latest.values()]), sum(known.slice(1)))`,
  },
  {
    name: "do not look through the rows",
    file: "client/scrub.ts",
    find: `if (row !== null && !isSound(row)) damaged += 1;`,
    replace: `if (row !== null && !isSound(row)) damaged += 0;`,
    steps: 600,
    seed: 40,
  },
  {
    name: "do not hear that a scope moved",
    file: "client/reader.ts",
    find: `      this.#news = [...notOutdone(this.#news, news), ...news];`,
    replace: `      void news;`,
    seed: 32,
  },
  {
    name: "do not send again what a restore undid",
    file: "client/revive.ts",
    find: `    if ((await getMeta(tx, "sentIn")) !== epoch) await sendAll(tx, epoch);`,
    replace: `    await setMeta(tx, "sentIn", epoch);`,
    seed: 359,
  },
  {
    name: "fold what own commands lie over",
    file: "client/packed/fold.ts",
    find: `"$gone" in row || isSound(row)`,
    replace: `row.id !== ""`,
    steps: 600,
    seed: 8,
  },
  {
    name: "show a copy without the effects of own commands",
    file: "client/land-chunks.ts",
    find: `    if (value !== undefined || chunks === null) await rebase(`,
    replace: `    if (value !== undefined && chunks !== null) await rebase(`,
    steps: 600,
  },
  {
    name: "believe an old directory of chunks",
    file: "client/packed/transaction.ts",
    find: `if (known?.stamp === copy.stamp) return known;`,
    replace: `if (known?.copy === copy.copy) return known;`,
    steps: 600,
    seed: 9,
  },
  {
    name: "begin each life of the database at the same sequence",
    file: "client/recover.ts",
    find: `  await ports.journal.append(noted);
  return [...entries, noted];`,
    replace: `  return [...entries, noted];`,
    steps: 3_500,
    seed: 80,
  },
  {
    name: "enrol before the journal is looked at",
    file: "client/enrol.ts",
    find: `  await recover(ports, schema);`,
    replace: ``,
    steps: 2_000,
    seed: 86,
  },
  {
    name: "keep back what was sold when the tables differ",
    file: "client/connectivity.ts",
    find: `  return state !== "signed-out";`,
    replace: `  return mayRead(state);`,
    seed: 5,
  },
];
