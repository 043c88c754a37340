import type { Delta, SnapshotManifest } from "@balcao/sync/protocol";
import type { Outcome } from "./report.ts";
import { type BenchDevice, type Scene, setScene } from "./scene.ts";

const products = 100_000;
const shares = [0.001, 0.01, 0.1];
/** Of what changes, this much ends: the price is there no more. */
const ended = 0.1;

/** What a tablet that comes back fetches, after ever more prices have changed or ended, beside a whole copy. */
export async function churn(): Promise<Outcome> {
  const scene = await setScene({ products, openingStock: 0 });
  const device = scene.device(0);
  const whole = await wholeCopy(scene, device);
  const found: {
    readonly share: number;
    readonly bytes: number;
    readonly changes: number;
    readonly milliseconds: number;
  }[] = [];
  let from = 0;
  for (const share of shares) {
    const cursor = await scene.cursor();
    const ids = scene.chain.productIds.slice(from, from + products * share);
    from += ids.length;
    const gone = ids.length * ended;
    await scene.product.sql("UPDATE price SET closed_at = now() WHERE product_id = ANY($1::uuid[])", [
      ids.slice(0, gone),
    ]);
    await scene.product.sql("UPDATE price SET amount = amount + 1 WHERE product_id = ANY($1::uuid[])", [
      ids.slice(gone),
    ]);
    const began = performance.now();
    found.push({ share, ...(await follow(device, cursor)), milliseconds: performance.now() - began });
  }
  await scene.stop();
  return {
    name: "Coming back",
    lines: [
      { what: `a whole copy of ${products.toLocaleString("en")} products`, result: `${kilobytes(whole)} gzip` },
      ...found.map(({ share, bytes, changes, milliseconds }) => ({
        what: `after ${share * 100} % have changed, a tenth of them ended (${changes.toLocaleString("en")} changes)`,
        result: `${kilobytes(bytes)}, ${((100 * bytes) / whole).toFixed(1)} % of it, in ${Math.round(milliseconds)} ms`,
        ...(share === 0.01 ? { aim: "under 2 %" } : {}),
      })),
    ],
    raw: { whole, found },
  };
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

/** The bytes of a scope's chunks as they go over the network. */
async function wholeCopy({ origin, chain, store }: Scene, device: BenchDevice): Promise<number> {
  let bytes = 0;
  for (const scope of [chain.organizationId, store.id]) {
    const asked = await fetch(`${origin}/api/sync/snapshot/${scope}`, { headers: device.headers });
    const manifest = (await asked.json()) as SnapshotManifest;
    for (const index of manifest.chunks.keys()) {
      const chunk = await fetch(`${origin}/api/sync/snapshot/${scope}/${manifest.version}/${index}`, {
        headers: device.headers,
      });
      await chunk.arrayBuffer();
      bytes += Number(chunk.headers.get("content-length"));
    }
  }
  return bytes;
}

/** Pulls to the last page. */
async function follow(device: BenchDevice, from: Delta["cursor"]): Promise<{ bytes: number; changes: number }> {
  let cursor = from;
  let bytes = 0;
  let changes = 0;
  for (;;) {
    const answer = await device.pull(cursor);
    const delta = (await answer.json()) as Delta;
    bytes += Number(answer.headers.get("content-length"));
    changes += delta.changes.length;
    cursor = delta.cursor;
    if (!delta.hasMore) return { bytes, changes };
  }
}
