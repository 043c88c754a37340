import { initTRPC } from "@trpc/server";
import type { Permission } from "@balcao/shared/identity/permissions";
import type { RequestContext } from "./context.ts";
import { formatError } from "./error-map.ts";

export interface ProcedureMeta {
  /** Who may call it: anybody, an enrolled device, or a person whose role holds the permission. */
  readonly access?: "open" | "device" | Permission;
  /** The command may be made without a network and pushed later. */
  readonly offline?: true;
}

export const trpc = initTRPC.context<RequestContext>().meta<ProcedureMeta>().create({
  errorFormatter: formatError,
  isDev: false,
});

export const router = trpc.router;
