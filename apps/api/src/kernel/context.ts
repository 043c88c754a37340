import type { Connection, TenantTransaction } from "@balcao/db/connect";
import type { Logger } from "pino";
import type { Device, Operator, Person, Principal } from "./principal.ts";

/** What happened around one request, whoever asks. */
export interface RequestContext {
  readonly requestId: string;
  /** Runs through everything one action causes; given by the caller (`x-correlation-id`) or equal to the request's. */
  readonly correlationId: string;
  readonly log: Logger;
  readonly connection: Connection;
  /** The address the request came from, for limits and audit. */
  readonly address: string;
  readonly person: () => Promise<Person | null>;
  readonly device: () => Promise<Device | null>;
  /** Headers to set on the HTTP answer (cookies). Absent on a socket. */
  readonly responseHeaders: Headers | null;
  /** Tells the change feed's tail that something was committed. */
  readonly committed: () => void;
  /** Set by sync.push: the procedure runs inside its transaction, as this operator. */
  readonly command?: CommandContext;
}

/** One command of a push. */
export interface CommandContext {
  readonly tx: TenantTransaction;
  readonly operator: Operator;
  readonly commandId: string;
  readonly sequence: number;
  /** The device's own clock when the command was made. */
  readonly deviceTime: Date;
}

/** What a verb works with: one transaction of one organization. */
export interface TenantContext {
  readonly principal: Principal;
  readonly tx: TenantTransaction;
  readonly log: Logger;
  readonly correlationId: string;
  readonly command?: CommandContext;
}

/** A TenantContext that may write. Every write leaves one audit entry; `audit` adds what it was about. */
export interface WriteContext extends TenantContext {
  readonly audit: (facts: AuditFacts) => void;
}

export interface AuditFacts {
  readonly storeId?: string;
  readonly entityId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}
