import pg from "pg";
import type { Connection } from "./connect.ts";

/** Milliseconds after which a connection counts as broken that does not answer. */
const patience = 10_000;

/** A connection of its own that hears what others say in the database, and speaks to them. */
export interface Channel {
  /** Throws, and ends the connection, when nobody answers in time. */
  readonly say: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Listens to NOTIFY on `name`, outside of the pool: a listener keeps its connection for as long as it lives. `onEnd` is
 * called once when the database ends it. Throws when there is no connection to be had.
 */
export async function openChannel(
  { pool }: Connection,
  name: string,
  on: { readonly onText: (text: string) => void; readonly onEnd: () => void },
): Promise<Channel> {
  const client = new pg.Client({
    ...pool.options,
    application_name: "balcao-channel",
    // Nobody may be there any more without saying so: who only listens would wait for ever.
    keepAlive: true,
    keepAliveInitialDelayMillis: patience,
    query_timeout: patience,
  });
  let closed = false;
  client.on("error", () => undefined);
  await client.connect();
  client.on("notification", ({ payload }) => on.onText(payload ?? ""));
  try {
    await client.query(`LISTEN ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
  // Only from here on: before, the error tells of the end, and whoever heard of both would open two anew.
  client.on("end", () => {
    if (!closed) on.onEnd();
  });
  return {
    say: async (text) => {
      try {
        await client.query("SELECT pg_notify($1, $2)", [name, text]);
      } catch (error) {
        client.end().catch(() => undefined);
        throw error;
      }
    },
    close: async () => {
      closed = true;
      await client.end();
    },
  };
}
