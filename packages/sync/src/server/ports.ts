import type { Decided } from "../decided.ts";
import type { ScopeId, PageMark } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import type { TransactionSnapshot } from "../transaction-snapshot.ts";

/** A change as the database gives it: `json` is the row's JSON text, spliced into answers without parsing. */
export interface FeedChange {
  readonly table: string;
  readonly rowId: string;
  /** Null for a delete. */
  readonly json: string | null;
  /** The transaction that last changed the row. */
  readonly xid: string;
}

/** A scope and the organization it belongs to, which row-level security needs. */
export interface KnownScope {
  readonly id: ScopeId;
  readonly organizationId: string;
}

/** The last row of a page. */
export type PageEnd = Omit<PageMark, "target" | "decided">;

export interface FeedPage {
  readonly changes: readonly FeedChange[];
  /** Where the next page begins; null when this was the last. */
  readonly next: PageEnd | null;
}

/** One state of the database, for several questions. */
export interface FeedState {
  readonly now: TransactionSnapshot;
  /** Tombstones of transactions before this one may be gone. */
  readonly purgedBefore: string;
  /** Changes of the scopes between `from` and this state (or the page's target), at most `limit`, in page order. */
  readonly changes: (
    from: ReadonlyMap<ScopeId, TransactionSnapshot>,
    target: TransactionSnapshot,
    after: PageEnd | null,
    limit: number,
  ) => Promise<FeedPage>;
  /** The commands of a device that are decided. */
  readonly decided: (deviceId: string) => Promise<Decided>;
  /** What the rows of scopes come to. */
  readonly checksums: (scopes: readonly ScopeId[]) => Promise<Readonly<Record<ScopeId, Checksum>>>;
}

export interface TickChange {
  readonly scope: ScopeId;
  readonly table: string;
  readonly rowId: string;
  readonly deleted: boolean;
  readonly xid: string;
}

/** What a tick finds: every scope that changed, and the changes themselves unless there were too many. */
export interface TickState {
  readonly now: TransactionSnapshot;
  readonly changedScopes: readonly ScopeId[];
  /** Null when more than the limit changed. */
  readonly changes: readonly TickChange[] | null;
  /** The rows of one scope's changes, and what its devices' commands have come to. */
  readonly load: (
    scope: KnownScope,
    changes: readonly TickChange[],
  ) => Promise<{
    readonly changes: readonly FeedChange[];
    readonly decided: Readonly<Record<string, Decided>>;
    readonly checksum: Checksum;
  }>;
}

/** The change feed as the engine needs it. Each call of `within`/`tick` is one state of the database. */
export interface Feed {
  readonly within: <T>(organizationId: string, work: (state: FeedState) => Promise<T>) => Promise<T>;
  readonly tick: <T>(
    scopes: readonly ScopeId[],
    since: TransactionSnapshot,
    limit: number,
    work: (state: TickState) => Promise<T>,
  ) => Promise<T>;
  /** The epoch, and a state to begin to follow from. */
  readonly beginning: () => Promise<{ readonly epoch: string; readonly now: TransactionSnapshot }>;
}
