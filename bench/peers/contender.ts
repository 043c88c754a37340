import type { Tablet } from "@balcao/e2e/browser";
import type { Kept, Synced } from "./client.ts";
import type { Write } from "./peer.ts";
import type { Wire } from "./wire.ts";

/** An engine with its server, as the works see it. Products are named by their position. */
export interface Contender {
  readonly wire: Wire;
  /** Makes a browser that has nothing a client, until it has everything. */
  readonly firstSync: (tablet: Tablet) => Promise<Synced>;
  /** Opens the client's page while the server is away and looks at what is kept. */
  readonly kept: (tablet: Tablet) => Promise<Kept>;
  /** Opens a client's page again, until it has what the server has. */
  readonly comeBack: (tablet: Tablet) => Promise<Synced>;
  readonly reprice: (changes: readonly Change[]) => Promise<void>;
  readonly remove: (positions: readonly number[]) => Promise<void>;
  /** Notes in the client's page, which stays open, when which write can be read there. */
  readonly watch: (tablet: Tablet) => Promise<void>;
  readonly write: (changes: readonly Change[], perSecond: number) => Promise<readonly Write[]>;
  /** Moments by the ids of writes. */
  readonly seen: (tablet: Tablet) => Promise<ReadonlyMap<string, number>>;
  readonly stop: () => Promise<void>;
}

export interface Change {
  readonly position: number;
  readonly price: number;
}

export type StartContender = (products: number) => Promise<Contender>;
