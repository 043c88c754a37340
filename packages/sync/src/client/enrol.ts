import { engineTableNames } from "./local-schema.ts";
import type { RescueKey } from "../rescue.ts";
import { dropMeta, getMeta, getMetas, setMeta } from "./meta.ts";
import type { DeviceIdentity, LocalStore, NewKey, Ports } from "./ports.ts";
import { recover } from "./recover.ts";
import { newKey, retireKey, setSigningKey } from "./seal.ts";
import type { EngineSchema } from "./schema.ts";

/**
 * Makes this browser the device that the server has just enrolled. `lastSequence` is the largest the server knows of it,
 * `made` the key that enrolment told it of.
 * Rows of another store or chain are removed; the outbox is kept whatever happens.
 */
export async function adoptIdentity(
  ports: Ports,
  schema: EngineSchema,
  identity: DeviceIdentity,
  lastSequence: number,
  made: NewKey | null,
): Promise<void> {
  // Commands that only the journal has would otherwise come back under sequences that new ones have taken meanwhile.
  await recover(ports, schema);
  const key = ports.signer === null || made === null ? null : await newKey(ports.signer, 0, made);
  const adopted = await ports.store.write([...engineTableNames, ...Object.keys(schema.tables)], async (tx) => {
    const before = await getMeta(tx, "identity");
    const moved =
      before !== undefined &&
      (before.storeId !== identity.storeId || before.organizationId !== identity.organizationId);
    if (moved) {
      for (const table of [...Object.keys(schema.tables), "pending", "base"]) await tx.clear(table);
      await dropMeta(tx, ["cursor", "etag", "ragged", "decided", "reached", "snapshots", "lost", "sums", "diverged"]);
    }
    const own = (await getMeta(tx, "sequence")) ?? 0;
    const used = Math.max(own, lastSequence);
    const keyed = { ...identity, ...rescueKeyFor(before, identity) };
    await setMeta(tx, "identity", keyed);
    await setMeta(tx, "sequence", used);
    if (key !== null) await setSigningKey(tx, { ...key, since: used });
    // A key vouches for every sequence from its own on, and some are left out now.
    else if (used > own) await retireKey(tx);
    return { identity: keyed, sequence: used };
  });
  await ports.journal.append({ kind: "identity", ...adopted });
}

/** What was sealed for the chain before is sealed for it still. */
function rescueKeyFor(before: DeviceIdentity | undefined, { organizationId }: DeviceIdentity) {
  const rescueKey = before?.organizationId === organizationId ? before.rescueKey : undefined;
  return rescueKey === undefined ? {} : { rescueKey };
}

/** Keeps the key for rescue files beside the identity, in database and journal: it is needed when one of them is lost. */
export async function keepRescueKey(
  ports: Pick<Ports, "journal"> & { readonly store: LocalStore },
  rescueKey: RescueKey,
): Promise<void> {
  const changed = await ports.store.write(["meta"], async (tx) => {
    const { identity, sequence = 0 } = await getMetas(tx, ["identity", "sequence"]);
    if (identity === undefined || identity.rescueKey?.kid === rescueKey.kid) return null;
    const keyed = { ...identity, rescueKey };
    await setMeta(tx, "identity", keyed);
    return { identity: keyed, sequence };
  });
  if (changed !== null) await ports.journal.append({ kind: "identity", ...changed });
}
