import { dexieStore } from "@balcao/sync/client/adapters/dexie-store";
import { keepRescueKey } from "@balcao/sync/client/enrol";
import type { RescueKey } from "@balcao/sync/rescue";
import { api } from "../trpc.ts";
import { readIdentity } from "./identity.ts";
import { database } from "./local-database.ts";
import { pageJournal } from "./page-journal.ts";

/** Asks the server for the key that rescue files of this tablet's chain are sealed for, and keeps it. */
export async function fetchRescueKey(): Promise<void> {
  const identity = await readIdentity();
  if (identity === null) return;
  await keepRescueKey(
    { store: dexieStore(database), journal: pageJournal() },
    await askRescueKey(identity.organizationId),
  );
}

/** The key as the server has it now. */
export function askRescueKey(organizationId: string): Promise<RescueKey> {
  return api.sync.rescueKey.query({ organizationId });
}
