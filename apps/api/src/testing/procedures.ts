import type { Role } from "@balcao/shared/identity/permissions";
import { callTRPCProcedure } from "@trpc/server";
import type { z } from "zod";
import type { RequestContext } from "../kernel/context.ts";
import { toRefusal } from "../kernel/error-map.ts";
import { createRequestContext } from "../kernel/http/request-context.ts";
import type { Services } from "../kernel/services.ts";
import type { ProcedureMeta } from "../kernel/trpc.ts";
import { appRouter } from "../router.ts";

export interface KnownProcedure {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly access: NonNullable<ProcedureMeta["access"]> | undefined;
  readonly input: z.core.$ZodType | null;
  /** A device may make it without a network, and deliver it much later. */
  readonly offline: boolean;
}

/** Every procedure of the router, so that a new one is tested from its first day. */
export function allProcedures(): KnownProcedure[] {
  return Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Record<string, unknown> }>).map(
    ([path, { _def }]) => ({
      path,
      type: _def["type"] as KnownProcedure["type"],
      access: (_def["meta"] as ProcedureMeta | undefined)?.access,
      input: (_def["inputs"] as z.core.$ZodType[])[0] ?? null,
      offline: (_def["meta"] as ProcedureMeta | undefined)?.offline === true,
    }),
  );
}

export interface Caller {
  readonly personId: string;
  readonly organizationId: string;
  readonly role: Role;
}

/** A context in which `caller` is signed in (nobody for null), and no device is enrolled. */
export function contextFor(services: Services, caller: Caller | null): RequestContext {
  const context = createRequestContext(services, {
    requestId: "test-request",
    correlationId: "test-request",
    log: services.log,
    address: "192.0.2.1",
    headers: new Headers(),
    responseHeaders: new Headers(),
  });
  return { ...context, person: async () => (caller === null ? null : { kind: "person", ...caller }) };
}

/** What a procedure answers: its value, or the registry code of its refusal with the details. */
export async function callProcedure(
  ctx: RequestContext,
  { path, type }: KnownProcedure,
  input: unknown,
): Promise<unknown> {
  try {
    return {
      value: await callTRPCProcedure({
        router: appRouter,
        path,
        type,
        ctx,
        getRawInput: () => Promise.resolve(input),
        signal: undefined,
        batchIndex: 0,
      }),
    };
  } catch (error) {
    const { code, details } = toRefusal(error);
    if (code === "INTERNAL") throw error;
    return { code, details: details ?? null };
  }
}
