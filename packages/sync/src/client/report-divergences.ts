import { getMeta, setMeta } from "./meta.ts";
import type { Ports } from "./ports.ts";

/** Tells the server of divergences that were found or healed, once each. Failing to is no reason to stop reading. */
export async function reportDivergences(ports: Ports): Promise<void> {
  const all = (await ports.store.read(["meta"], (tx) => getMeta(tx, "diverged"))) ?? {};
  for (const divergence of Object.values(all)) {
    if (divergence.reported) continue;
    try {
      await ports.transport.report(divergence);
    } catch {
      return;
    }
    await ports.store.write(["meta"], async (tx) => {
      const now = (await getMeta(tx, "diverged")) ?? {};
      const same = JSON.stringify(now[divergence.scope]) === JSON.stringify(divergence);
      if (same) await setMeta(tx, "diverged", { ...now, [divergence.scope]: { ...divergence, reported: true } });
    });
  }
}
