import type { ProductRow, Repriced } from "./products.ts";

/** The server's side of a peer: `<peer>/server.ts` exports `start`. It runs in a process of its own (host.ts). */
export interface PeerServer {
  /** Where clients ask. */
  readonly port: number;
  /** Gives products other prices, in as few transactions as the peer can. */
  readonly reprice: (rows: readonly Repriced[]) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Gives one product another price, for everybody who follows; resolves to the moment at which that was committed. */
  readonly write: (row: Repriced) => Promise<number>;
  readonly stop: () => Promise<void>;
}

export type StartServer = (options: {
  readonly products: readonly ProductRow[];
  /** An empty folder for what the server keeps, which others remove. */
  readonly folder: string;
}) => Promise<PeerServer>;

/** The browser's side of a peer: `<peer>/client.ts` gives one to `expose` of client.ts. */
export interface PeerClient {
  /**
   * Opens what is kept here, brings it to where the server is, and follows it from then on. Resolves when all that the
   * server had is durable here; to the moment since when, if that can be told only later.
   */
  readonly sync: (readable: (rows: readonly Repriced[]) => void) => Promise<number | undefined>;
  /** What is kept here, without asking the server. */
  readonly kept: () => Promise<readonly Repriced[]>;
}

/** A moment in milliseconds since 1970, which other processes and pages of this machine can compare. */
export const moment = (): number => performance.timeOrigin + performance.now();

/** One write of the third work. */
export interface Write {
  readonly id: string;
  readonly sent: number;
  readonly committed: number;
}
