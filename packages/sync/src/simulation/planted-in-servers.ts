import type { Sabotage } from "./sabotage.ts";

/** Bugs of the server, and of what both sides share. Each breaks a rule of SPEC.md on purpose. */
export const plantedInServers: readonly Sabotage[] = [
  {
    name: "fetch an older copy than one had",
    file: "server/snapshots.ts",
    find: `    if (atLeast !== null && !covers(archived.seen, atLeast)) return false;`,
    replace: ``,
    steps: 1_000,
    seed: 12,
  },
  {
    name: "answer a used id as if it were new",
    file: "server/push.ts",
    find: `  if (stored !== undefined) {`,
    replace: `  if (stored !== undefined && command.sequence < 0) {`,
    seed: 4,
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
    seed: 2,
  },
  {
    name: "do not mind what was purged",
    file: "server/pull.ts",
    find: `  return covers(seen, \`\${purgedBefore}:\${purgedBefore}:\`);`,
    replace: `  return covers(seen, "0:0:") && purgedBefore !== "";`,
    steps: 600,
    seed: 2,
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
    seed: 227,
  },
  {
    name: "believe an old look",
    file: "server/watermarks.ts",
    find: `return looked && covers(seen, lastChanged)`,
    replace: `return (looked || lastChanged !== "") && covers(seen, lastChanged)`,
    seed: 44,
  },
  {
    name: "drop the snapshot condition",
    file: "simulation/state.ts",
    find: `({ xid }) => !sees(from, String(xid)) && sees(target, String(xid))`,
    replace: `({ xid }) => xid >= Number(from.split(":")[1]) && sees(target, String(xid))`,
    seed: 23,
  },
  {
    name: "take what is running for seen",
    file: "transaction-snapshot.ts",
    find: `  return a.inProgress.every((xid) => xid >= b.xmax || b.inProgress.includes(xid));`,
    replace: `  return a.inProgress.length >= 0;`,
    steps: 1_000,
    seed: 52,
  },
];
