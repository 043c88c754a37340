import { readIdentity, wasTablet } from "./identity.ts";

const keepers = new Set<() => Promise<void>>();

/** Before the page is loaded anew into a database that has been emptied, `keep` writes there what the page alone has. */
export function whenEmptied(keep: () => Promise<void>): void {
  keepers.add(keep);
}

/**
 * Chromium replaces a database that it cannot recover, as after a full disk, by an empty one, while pages use it. A tablet's
 * page that finds that is loaded anew: its start rebuilds the database from the journal.
 */
export async function rebuildWhenEmptied(reload: () => void): Promise<void> {
  if (!wasTablet() || (await readIdentity()) !== null) return;
  await Promise.allSettled([...keepers].map((keep) => keep()));
  reload();
}
