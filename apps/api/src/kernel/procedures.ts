import { inSavepoint, inTenant } from "@balcao/db/connect";
import { allows, type Permission } from "@balcao/shared/identity/permissions";
import { refuse } from "@balcao/shared/kernel/result";
import { writeAudit } from "./audit.ts";
import type { AuditFacts, RequestContext, TenantContext, WriteContext } from "./context.ts";
import { toTrpcError } from "./error-map.ts";
import type { Device, Operator, Person } from "./principal.ts";
import { trpc } from "./trpc.ts";

/** Anybody may call it, signed in or not. */
export const openProcedure = trpc.procedure;

/** A query of a signed-in person or, for what devices may read, of a device: one read-only transaction of the organization. */
export function query(permission: Permission) {
  return trpc.procedure.use(async ({ ctx, next }) => {
    const principal = await requirePerson(ctx, permission);
    return inTenant(
      ctx.connection,
      principal.organizationId,
      (tx) => next({ ctx: tenantContext(ctx, principal, tx) }).then(unwrapMiddleware),
      { mode: "read-only" },
    );
  });
}

/** A write by a signed-in person: permission, one transaction, one audit entry, then the feed's tail is told. */
export function mutation(permission: Permission) {
  return trpc.procedure.use(async ({ ctx, path, next }) => {
    const person = await requirePerson(ctx, permission);
    const result = await inTenant(ctx.connection, person.organizationId, async (tx) => {
      const { context, facts } = writeContext(ctx, person, tx);
      const outcome = unwrapMiddleware(await next({ ctx: context }));
      await writeAudit(context, path, facts());
      return outcome;
    });
    ctx.committed();
    return result;
  });
}

/**
 * A write that a device may make without a network. Online it is a `mutation`; from sync.push it runs in the push's
 * transaction under its own savepoint, as the operator of the command. A command is a fact: an operator without the
 * permission is not turned away here, the verb decides what to make of it.
 */
export function command(permission: Permission) {
  return trpc.procedure.meta({ offline: true }).use(async ({ ctx, path, next }) => {
    const pushed = ctx.command;
    if (pushed === undefined) {
      const person = await requirePerson(ctx, permission);
      const result = await inTenant(ctx.connection, person.organizationId, async (tx) => {
        const { context, facts } = writeContext(ctx, person, tx);
        const outcome = unwrapMiddleware(await next({ ctx: context }));
        await writeAudit(context, path, facts());
        return outcome;
      });
      ctx.committed();
      return result;
    }
    return inSavepoint(pushed.tx, async () => {
      const { context, facts } = writeContext(ctx, pushed.operator, pushed.tx);
      const outcome = unwrapMiddleware(await next({ ctx: context }));
      await writeAudit(context, path, facts());
      return outcome;
    });
  });
}

/** A call by the device itself (push, live). The procedure opens its own transactions. */
export const deviceProcedure = trpc.procedure.use(async ({ ctx, next }) => {
  const device = await ctx.device();
  if (device === null) throw toTrpcError(refuse("DEVICE_NOT_ENROLLED"));
  return next({ ctx: { ...ctx, principal: device satisfies Device } });
});

async function requirePerson(ctx: RequestContext, permission: Permission): Promise<Person> {
  const person = await ctx.person();
  if (person === null) throw toTrpcError(refuse("UNAUTHENTICATED"));
  if (!allows(person.role, permission)) throw toTrpcError(refuse("FORBIDDEN", { permission }));
  return person;
}

function tenantContext(ctx: RequestContext, principal: Person | Operator, tx: TenantContext["tx"]) {
  return { ...ctx, principal, tx } satisfies TenantContext;
}

function writeContext(ctx: RequestContext, principal: Person | Operator, tx: TenantContext["tx"]) {
  let facts: AuditFacts = {};
  const context = {
    ...tenantContext(ctx, principal, tx),
    audit: (added: AuditFacts) => {
      facts = { ...facts, ...added };
    },
  } satisfies WriteContext;
  return { context, facts: () => facts };
}

/** tRPC middleware answers errors as values; inside a transaction they have to be thrown, or it would commit. */
function unwrapMiddleware<T extends { readonly ok: boolean }>(result: T): T {
  if (!result.ok && "error" in result) throw result.error;
  return result;
}
