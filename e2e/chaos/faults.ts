import type { Fault } from "./fault.ts";
import { backendKilled, connectionLostAtCommit, connectionTerminated } from "./faults/database-broken.ts";
import { browserDiskFull, serverDiskFull } from "./faults/disk-full.ts";
import { answerLost, socketHalfOpen } from "./faults/network-lies.ts";
import { clockWrong, commandSpoilt, monthAway, operatorChanged, sessionExpired } from "./faults/queues.ts";
import { serverKilledAfterCommit, serverKilledBeforeCommit } from "./faults/server-killed.ts";
import { tabletKilled } from "./faults/tablet-killed.ts";
import { browserWiped, databaseWiped } from "./faults/tablet-wiped.ts";
import { twoTabs, workerStopped } from "./faults/worker-stopped.ts";

/** Every fault, in the order of the report. */
export const faults: readonly Fault[] = [
  serverKilledBeforeCommit,
  serverKilledAfterCommit,
  connectionTerminated,
  connectionLostAtCommit,
  backendKilled,
  answerLost,
  databaseWiped,
  sessionExpired,
  operatorChanged,
  clockWrong,
  commandSpoilt,
  monthAway,
  tabletKilled,
  browserWiped,
  socketHalfOpen,
  workerStopped,
  twoTabs,
  browserDiskFull,
  serverDiskFull,
];
