import { connect } from "@balcao/db/connect";
import type { Logger } from "pino";
import { startRealtime } from "../realtime/realtime.ts";
import { createAttemptGuard } from "./auth/attempt-guard.ts";
import { createAuth } from "./auth/auth.ts";
import { createDeviceDirectory } from "./auth/device-directory.ts";
import { createPersonDirectory } from "./auth/person-directory.ts";
import { createCommitSignal } from "./commit-signal.ts";
import { createFieldEncryption } from "./field-encryption.ts";
import type { Keys } from "./keys.ts";
import { createLimits, defaultLimits, type LimitSettings } from "./limits.ts";
import { createMetrics } from "./metrics.ts";
import type { Origins } from "./origins.ts";
import { createRescueKeys } from "./rescue-keys.ts";
import type { Services } from "./services.ts";

export interface ServiceOptions {
  /** The owner's connection string of a migrated database. */
  readonly databaseUrl: string;
  readonly databaseConnections?: number | undefined;
  readonly dataFolder: string;
  readonly keys: Keys;
  readonly log: Logger;
  readonly origins: Origins;
  readonly limits?: LimitSettings;
  readonly lookEvery?: number;
  readonly trustedProxies?: number;
  readonly metricsToken?: string | undefined;
  /** Measure this process (memory, event loop) too; off when several servers share one. */
  readonly processMetrics?: boolean;
}

/** Connects to the database and makes everything that requests are served with. */
export async function startServices(options: ServiceOptions): Promise<Services> {
  const { log, origins, keys } = options;
  const connection = connect(options.databaseUrl, { connections: options.databaseConnections ?? 16 });
  const auth = createAuth({ connection, origins, secret: keys.authSecret, log });
  const { authCookies } = await auth.$context;
  const commits = createCommitSignal();
  const devices = createDeviceDirectory(connection, log);
  const realtime = await startRealtime({
    connection,
    commits,
    log,
    folder: options.dataFolder,
    forgetDevice: devices.forget,
    lookEvery: options.lookEvery,
  });
  return {
    connection,
    log,
    origins,
    auth,
    devices,
    commits,
    realtime,
    metrics: createMetrics({ process: options.processMetrics ?? false }),
    attempts: createAttemptGuard(connection),
    people: createPersonDirectory(connection, auth, authCookies.sessionToken.name),
    limits: createLimits(options.limits ?? defaultLimits),
    fields: createFieldEncryption(keys.fieldKeys),
    rescueKeys: createRescueKeys(keys.fieldKeys),
    trustedProxies: options.trustedProxies ?? 0,
    metricsToken: options.metricsToken,
    stop: async () => {
      await realtime.stop();
      await connection.close();
    },
  };
}
