import { existsSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { newerVariable, otherColumns } from "./newer-schema.ts";

/*
 * Loaded into the server's process before the server (`node --import`): once the file of BALCAO_NEWER exists, the server
 * that starts is of a version whose synced tables have their columns in another order.
 */
registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const newer = url.endsWith("/packages/shared/src/sync/tables.ts") && existsSync(process.env[newerVariable] ?? "");
    return newer ? { ...loaded, source: otherColumns(readFileSync(new URL(url), "utf8")) } : loaded;
  },
});
