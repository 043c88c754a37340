import type { syncedTableNames } from "@balcao/shared/sync/tables";

/** What holds rows of a store and has something to send, with a screen or without one. */
export interface Peer {
  readonly storeId: string;
  readonly describe: () => Promise<string> | string;
  /** The status of every command in its outbox, by id. */
  readonly outbox: () => Promise<readonly { readonly id: string; readonly status: string }[]>;
  /** How many effects are shown that the server has not confirmed. */
  readonly pending: () => Promise<number>;
  /** Its rows of a table as the server would say them, by id. */
  readonly rows: (table: (typeof syncedTableNames)[number]) => Promise<readonly Record<string, unknown>[]>;
}
