import type { Connection } from "@balcao/db/connect";
import type { Logger } from "pino";
import type { AttemptGuard } from "./auth/attempt-guard.ts";
import type { Auth } from "./auth/auth.ts";
import type { DeviceDirectory } from "./auth/device-directory.ts";
import type { PersonDirectory } from "./auth/person-directory.ts";
import type { CommitSignal } from "./commit-signal.ts";
import type { FieldEncryption } from "./field-encryption.ts";
import type { Limits } from "./limits.ts";
import type { Metrics } from "./metrics.ts";
import type { Origins } from "./origins.ts";
import type { RescueKeys } from "./rescue-keys.ts";
import type { Realtime } from "../realtime/realtime.ts";

/** What one running server is made of, for the edge and for the few verbs that reach beyond their transaction. */
export interface Services {
  readonly connection: Connection;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly origins: Origins;
  readonly auth: Auth;
  readonly attempts: AttemptGuard;
  readonly devices: DeviceDirectory;
  readonly people: PersonDirectory;
  readonly limits: Limits;
  readonly commits: CommitSignal;
  readonly realtime: Realtime;
  readonly fields: FieldEncryption;
  readonly rescueKeys: RescueKeys;
  /** How many proxies stand in front; how client addresses are read. */
  readonly trustedProxies: number;
  readonly metricsToken: string | undefined;
  /** Ends background work and the connections to the database. */
  readonly stop: () => Promise<void>;
}
