import { randomUUID } from "node:crypto";
import { type Channel, openChannel } from "@balcao/db/channel";
import type { Connection } from "@balcao/db/connect";
import type { Logger } from "pino";

const name = "balcao_commit";
/** What is committed within so many milliseconds of a word to the others is told together. */
const between = 20;
const firstPause = 500;
const longestPause = 30_000;

/** Nodes over one database, waking each other. */
export interface NodeWake {
  /** Something was committed here: tells the others, soon and once for many calls. */
  readonly tell: () => void;
  readonly stop: () => Promise<void>;
}

/**
 * Calls `onWake` when another node has committed something. Over a connection of its own and never inside a transaction
 * that writes: NOTIFY there takes a lock that all commits share (docs/adr/0023-nodes-wake-each-other.md). While the
 * connection is away nothing is lost: every node looks at the feed once a second whatever it is told.
 */
export function startNodeWake(connection: Connection, log: Logger, onWake: () => void): NodeWake {
  const self = randomUUID();
  let channel: Channel | null = null;
  let stopped = false;
  let pause = firstPause;
  let retry: NodeJS.Timeout | undefined;
  let opening: Promise<void> = Promise.resolve();
  let telling: Promise<void> | null = null;
  let again = false;

  const open = async () => {
    try {
      const opened = await openChannel(connection, name, {
        onText: (node) => {
          if (node !== self) onWake();
        },
        onEnd: reopen,
      });
      channel = opened;
      pause = firstPause;
      // What was said while nobody listened here.
      if (!stopped) onWake();
    } catch (error) {
      log.warn({ err: error }, "no connection to hear other nodes by; the look once a second goes on");
      reopen();
    }
  };
  const reopen = () => {
    channel = null;
    if (stopped) return;
    retry = setTimeout(() => {
      opening = open();
    }, pause);
    pause = Math.min(pause * 2, longestPause);
  };
  const tellAll = async () => {
    do {
      again = false;
      // A word that cannot be said is not repeated: the others look by themselves.
      await channel?.say(self).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, between));
    } while (again);
    telling = null;
  };

  opening = open();
  return {
    tell: () => {
      again = true;
      telling ??= tellAll();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await opening;
      await telling;
      await channel?.close();
    },
  };
}
