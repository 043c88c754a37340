/** Milliseconds between two looks whether everything is kept. */
const pause = 1_000;

const keepers = new Set<() => Promise<boolean>>();

/** Has `keep` finish writing what is open before a new version reloads the page; false when that would be lost. */
export function keepBeforeReload(keep: () => Promise<boolean>): void {
  keepers.add(keep);
}

/**
 * Reloads the page; what was begun while the new version came in is on the tablet by then, and open again. While it cannot
 * be written, as on a full disk, the page stays: only it has the sale.
 */
export async function reloadKept(): Promise<void> {
  while (!(await allKept())) await new Promise((resolve) => setTimeout(resolve, pause));
  location.reload();
}

async function allKept(): Promise<boolean> {
  const kept = await Promise.all([...keepers].map((keep) => keep()));
  return !kept.includes(false);
}
