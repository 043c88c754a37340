import type { ScopeId } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import { getMeta, setMeta } from "./meta.ts";
import type { DeviceIdentity, LocalTransaction } from "./ports.ts";
import { type EngineSchema, scopeOfTable } from "./schema.ts";
import { plus } from "./stored-row.ts";

/** A scope whose rows here did not come to what the server's come to. */
export interface Divergence {
  readonly scope: ScopeId;
  readonly here: Checksum;
  readonly there: Checksum;
  /** When it was found, by the device's clock, ISO 8601. */
  readonly at: string;
  /** How often it was found since both last agreed. */
  readonly times: number;
  /** When both agreed again; null until then. */
  readonly healedAt: string | null;
  /** The server was told. */
  readonly reported: boolean;
}

/** A scope is fetched again so often before it is left as it is, for people to look at. */
const healsAtMost = 2;

/** Adds what changed in tables to the sums of their scopes. */
export async function addToSums(
  tx: LocalTransaction,
  schema: EngineSchema,
  identity: DeviceIdentity,
  byTable: ReadonlyMap<string, Checksum>,
): Promise<void> {
  const sums = { ...(await getMeta(tx, "sums")) };
  for (const [table, added] of byTable) {
    const scope = scopeOfTable(schema, identity, table);
    if (scope !== null) sums[scope] = plus(sums[scope] ?? { rows: 0, sum: 0 }, added);
  }
  await setMeta(tx, "sums", sums);
}

/** Begins to count a scope anew. */
export async function setSum(tx: LocalTransaction, scope: ScopeId, sum: Checksum): Promise<void> {
  await setMeta(tx, "sums", { ...(await getMeta(tx, "sums")), [scope]: sum });
}

/**
 * Compares a scope's rows with the server's of the same state. False when they differ and the scope is to be fetched
 * again; when that was tried in vain it is noted and left.
 */
export async function agrees(tx: LocalTransaction, scope: ScopeId, there: Checksum, at: string): Promise<boolean> {
  const here = (await getMeta(tx, "sums"))?.[scope] ?? { rows: 0, sum: 0 };
  const all = (await getMeta(tx, "diverged")) ?? {};
  const known = all[scope];
  if (here.rows === there.rows && here.sum === there.sum) {
    if (known !== undefined && known.healedAt === null) {
      await setMeta(tx, "diverged", { ...all, [scope]: { ...known, healedAt: at, reported: false } });
    }
    return true;
  }
  const { times } = await noteDivergence(tx, scope, here, there, at);
  return times > healsAtMost;
}

/** Whether fetching the scope again was tried in vain, so that people have to look at the server. */
export function isGivenUp({ times, healedAt }: Divergence): boolean {
  return healedAt === null && times > healsAtMost;
}

/** Notes that a scope's rows differ from what they should come to, until both agree again. */
export async function noteDivergence(
  tx: LocalTransaction,
  scope: ScopeId,
  here: Checksum,
  there: Checksum,
  at: string,
): Promise<Divergence> {
  const all = (await getMeta(tx, "diverged")) ?? {};
  const known = all[scope];
  const open = known?.healedAt === null ? known : undefined;
  const times = (open?.times ?? 0) + 1;
  // What could not be healed is told once; it is found again with every delta.
  const reported = times > healsAtMost + 1 && open?.reported === true;
  const found: Divergence = { scope, here, there, at: open?.at ?? at, times, healedAt: null, reported };
  await setMeta(tx, "diverged", { ...all, [scope]: found });
  return found;
}
