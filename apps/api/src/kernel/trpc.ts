import { initTRPC } from "@trpc/server";
import type { RequestContext } from "./context.ts";
import { formatError } from "./error-map.ts";

export interface ProcedureMeta {
  /** The command may be made without a network and pushed later. */
  readonly offline?: true;
}

export const trpc = initTRPC.context<RequestContext>().meta<ProcedureMeta>().create({
  errorFormatter: formatError,
  isDev: false,
});

export const router = trpc.router;
