import { catalogImports } from "./features/catalog/import/import-http.ts";
import { rescueFiles } from "./features/sync/rescue/rescue-router.ts";
import { liveSocket } from "./realtime/live-socket.ts";
import type { MountFactory } from "./kernel/mount.ts";

/** Everything that is served beside the router, one line each. */
export const mounts: readonly MountFactory[] = [catalogImports, rescueFiles, liveSocket];
