import { commandVersion, stampOf } from "@balcao/shared/sync/command-version";
import { deviceTables, schemaVersion, syncedTables } from "@balcao/shared/sync/tables";
import type { EngineSchema } from "@balcao/sync/client/schema";

/** The synced tables, as the engine takes them. */
export const engineSchema: EngineSchema = {
  version: schemaVersion,
  stamp: stampOf(commandVersion, syncedTables),
  tables: deviceTables,
};
