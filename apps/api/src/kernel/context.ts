import type { Connection, TenantTransaction } from "@balcao/db/connect";
import type { Result } from "@balcao/shared/kernel/result";
import type { Logger } from "pino";
import type { Device, Operator, Person, Principal } from "./principal.ts";
import type { ReadAhead } from "./read-ahead.ts";
import type { Services } from "./services.ts";
import type { WriteBatch } from "./write-batch.ts";

/** What happened around one request, whoever asks. */
export interface RequestContext {
  readonly requestId: string;
  /** Runs through everything one action causes; given by the caller (`x-correlation-id`) or equal to the request's. */
  readonly correlationId: string;
  readonly log: Logger;
  readonly connection: Connection;
  readonly services: Services;
  /** The request's own headers: cookies, agent. Never logged. */
  readonly headers: Headers;
  /** The address the request came from, for limits and audit. */
  readonly address: string;
  /** Who is signed in and at work in an organization; null for nobody. */
  readonly person: () => Promise<Person | null>;
  /** The tablet that asks; refused as DEVICE_NOT_ENROLLED or DEVICE_REVOKED. */
  readonly device: () => Promise<Result<Device>>;
  /** Headers to set on the HTTP answer (cookies). Absent on a socket. */
  readonly responseHeaders: Headers | null;
  /** The socket that a subscription runs on; absent over HTTP. */
  readonly socket?:
    | { readonly bufferedAmount: number; readonly close: (code: number, reason: string) => void }
    | undefined;
  /** Tells the change feed's tail that something was committed. */
  readonly committed: () => void;
  /** Set by sync.push: the procedure runs inside its transaction, as this operator. */
  readonly command?: CommandContext | undefined;
}

/** One command of a push. */
export interface CommandContext {
  readonly tx: TenantTransaction;
  readonly operator: Operator;
  readonly commandId: string;
  readonly sequence: number;
  /** The device's own clock when the command was made. */
  readonly deviceTime: Date;
  /** Runs the command so that its failure undoes only itself. */
  readonly isolate: <T>(work: () => Promise<T>) => Promise<T>;
  /** What the push will write before it commits. */
  readonly later: WriteBatch;
  /** What the push has read for all its commands; absent when one of them could change what others read. */
  readonly ahead?: ReadAhead | undefined;
}

/** What a verb works with: one transaction of one organization. */
export interface TenantContext {
  readonly principal: Principal;
  readonly tx: TenantTransaction;
  readonly log: Logger;
  readonly correlationId: string;
  readonly command?: CommandContext | undefined;
}

/** A TenantContext that may write. Every write leaves one audit entry; `audit` adds what it was about. */
export interface WriteContext extends TenantContext {
  readonly audit: (facts: AuditFacts) => void;
  /** Rows to write before the transaction commits, many in one statement. */
  readonly later: WriteBatch;
}

/** The WriteContext of a write that is made online only. */
export interface MutationContext extends WriteContext {
  /** Runs `work` once the transaction is committed: cookies to set, caches to forget. Never for data. */
  readonly afterCommit: (work: () => Promise<void> | void) => void;
}

/** What a verb gets that reaches beyond its transaction: cookies, caches. */
export type OnlineContext = MutationContext & RequestContext;

export interface AuditFacts {
  readonly storeId?: string;
  readonly entityId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}
