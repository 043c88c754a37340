import { engineTableNames } from "./local-schema.ts";
import { dropMeta, getMeta, setMeta } from "./meta.ts";
import type { DeviceIdentity, Ports } from "./ports.ts";
import { recover } from "./recover.ts";
import type { EngineSchema } from "./schema.ts";

/**
 * Makes this browser the device that the server has just enrolled. `lastSequence` is the largest the server knows of it.
 * Rows of another store or chain are removed; the outbox is kept whatever happens.
 */
export async function adoptIdentity(
  ports: Ports,
  schema: EngineSchema,
  identity: DeviceIdentity,
  lastSequence: number,
): Promise<void> {
  // Commands that only the journal has would otherwise come back under sequences that new ones have taken meanwhile.
  await recover(ports, schema);
  const sequence = await ports.store.write([...engineTableNames, ...Object.keys(schema.tables)], async (tx) => {
    const before = await getMeta(tx, "identity");
    const moved =
      before !== undefined &&
      (before.storeId !== identity.storeId || before.organizationId !== identity.organizationId);
    if (moved) {
      for (const table of [...Object.keys(schema.tables), "pending", "base"]) await tx.clear(table);
      await dropMeta(tx, ["cursor", "etag", "ragged", "decided", "reached", "snapshots", "lost", "sums", "diverged"]);
    }
    const used = Math.max((await getMeta(tx, "sequence")) ?? 0, lastSequence);
    await setMeta(tx, "identity", identity);
    await setMeta(tx, "sequence", used);
    return used;
  });
  await ports.journal.append({ kind: "identity", identity, sequence });
}
