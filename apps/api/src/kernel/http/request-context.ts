import type { Logger } from "pino";
import type { RequestContext } from "../context.ts";
import type { Services } from "../services.ts";

export interface RequestFacts {
  readonly requestId: string;
  readonly correlationId: string;
  readonly log: Logger;
  readonly address: string;
  readonly headers: Headers;
  /** Null on a socket, where no cookie can be set any more. */
  readonly responseHeaders: Headers | null;
}

/** The context of one request, over HTTP or a socket. Person and device are looked up when first asked for, and once. */
export function createRequestContext(services: Services, facts: RequestFacts): RequestContext {
  return {
    ...facts,
    services,
    connection: services.connection,
    person: once(() => services.people.resolve(facts.headers, facts.responseHeaders)),
    device: once(() => services.devices.resolve(facts.headers)),
    committed: services.commits.committed,
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
