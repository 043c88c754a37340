import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { Logger } from "pino";

/** What every handler finds in Hono's context. */
export interface HttpEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    readonly requestId: string;
    readonly correlationId: string;
    readonly log: Logger;
    /** The client's address (client-address.ts). */
    readonly address: string;
    /** The answer is data and carries what data needs (`dataHeaders`). */
    readonly dataOnly?: boolean;
  };
}

export type App = Hono<HttpEnv>;
