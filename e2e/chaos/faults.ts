import type { Fault } from "./fault.ts";
import { backendKilled, connectionLostAtCommit, connectionTerminated } from "./faults/database-broken.ts";
import { serverKilledAfterCommit, serverKilledBeforeCommit } from "./faults/server-killed.ts";

/** Every fault, in the order of the report. */
export const faults: readonly Fault[] = [
  serverKilledBeforeCommit,
  serverKilledAfterCommit,
  connectionTerminated,
  connectionLostAtCommit,
  backendKilled,
];
