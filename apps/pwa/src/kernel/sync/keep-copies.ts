import type { PackedRecord } from "@balcao/sync/client/packed/chunk";
import { summaryOf } from "@balcao/sync/client/land-chunks";
import { TransportError } from "@balcao/sync/client/ports";
import type { SnapshotManifest } from "@balcao/sync/protocol";
import { chunkCache } from "./chunk-cache.ts";
import { fetchChunks } from "./http-transport.ts";
import { localStore } from "./ports.ts";
import { engineSchema } from "./schema.ts";

/**
 * Copies the chunks of what was loaded to beside the database, one by one when the page has nothing else to do and for as
 * long as `isWanted`.
 */
export async function keepCopies(isWanted: () => boolean): Promise<void> {
  await navigator.locks.request("balcao-copies", { ifAvailable: true }, async (lock) => {
    if (lock !== null) await chunkCache.complete(readWhenIdle, isWanted);
  });
}

async function readWhenIdle(manifest: SnapshotManifest, index: number): Promise<Uint8Array<ArrayBuffer> | null> {
  await idle();
  try {
    const [bytes] = (await readRecord(manifest, index)) ?? (await fetchChunks(manifest, index, 1));
    return (bytes ?? null) as Uint8Array<ArrayBuffer> | null;
  } catch (error) {
    if (error instanceof TransportError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** A chunk as it lies in the database, when it lies there as it came. */
async function readRecord(manifest: SnapshotManifest, index: number): Promise<readonly Uint8Array[] | null> {
  const summary = manifest.chunks[index];
  const { packed, columns } = engineSchema.tables[summary?.table ?? ""] ?? {};
  if (summary === undefined || packed !== true) return null;
  const { table, first } = summary;
  const record = await localStore.read([table], async (tx) => {
    const [found] = await tx.getMany("packed", [[table, (await tx.shown(table)) ?? "", first, ""]]);
    return found as PackedRecord | undefined;
  });
  if (record?.gzip === undefined || JSON.stringify(record.names) !== JSON.stringify(columns)) return null;
  // It may be another version's: the row versions tell.
  return JSON.stringify(summaryOf(record.gzip)) === JSON.stringify(summary) ? [record.gzip] : null;
}

/** Resolves when the page has nothing to do, and at the latest in a second. */
function idle(): Promise<void> {
  // Safari has no such thing.
  if (!("requestIdleCallback" in globalThis)) return new Promise((resolve) => setTimeout(resolve, 20));
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 }));
}
