import { inTenant } from "@balcao/db/connect";
import { allows, type Permission } from "@balcao/shared/identity/permissions";
import { refuse } from "@balcao/shared/kernel/result";
import { addAudit } from "./audit.ts";
import type { AuditFacts, MutationContext, RequestContext, TenantContext, WriteContext } from "./context.ts";
import { toRefusal, toTrpcError } from "./error-map.ts";
import type { Device, Operator, Person } from "./principal.ts";
import { trpc } from "./trpc.ts";
import { WriteBatch } from "./write-batch.ts";

const measured = trpc.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  ctx.services.metrics.operations.inc({ path, code: result.ok ? "ok" : toRefusal(result.error).code });
  return result;
});

/** Anybody may call it, signed in or not. */
export const openProcedure = measured.meta({ access: "open" });

/** A query of a signed-in person: permission, then one read-only transaction of the organization. */
export function query(permission: Permission) {
  return measured.meta({ access: permission }).use(async ({ ctx, next }) => {
    const principal = await requirePerson(ctx, permission);
    return inTenant(
      ctx.connection,
      principal.organizationId,
      async (tx) =>
        unwrapMiddleware(await next({ ctx: { ...ctx, principal, tx } satisfies TenantContext & RequestContext })),
      { mode: "read-only" },
    );
  });
}

/** A write by a signed-in person: permission, one transaction, one audit entry, then the feed's tail is told. */
export function mutation(permission: Permission) {
  return measured
    .meta({ access: permission })
    .use(async ({ ctx, path, next }) =>
      asPerson(ctx, permission, path, async (context) => unwrapMiddleware(await next({ ctx: context }))),
    );
}

/**
 * A write that a device may make without a network. Online it is a `mutation`; from sync.push it runs in the push's
 * transaction, undone by itself when it fails, as the operator of the command. A command is a fact: an operator without the
 * permission is not turned away here, the verb decides what to make of it.
 */
export function command(permission: Permission) {
  return measured.meta({ access: permission, offline: true }).use(async ({ ctx, path, next }) => {
    const pushed = ctx.command;
    const run = async (context: WriteContext & RequestContext) => unwrapMiddleware(await next({ ctx: context }));
    if (pushed === undefined) return asPerson(ctx, permission, path, run);
    const { operator: principal, tx, later } = pushed;
    return pushed.isolate(() => audited(ctx, { principal, tx, later, path }, run));
  });
}

/** A call by the device itself (push, live). The procedure opens its own transactions. */
export const deviceProcedure = measured.meta({ access: "device" }).use(async ({ ctx, next }) => {
  const device = await ctx.device();
  if (!device.ok) throw toTrpcError(device);
  return next({ ctx: { ...ctx, principal: device.value satisfies Device } });
});

/** A call by a signed-in person whose verb opens its own transactions, and writes its own audit where it changes anything. */
export function personProcedure(permission: Permission) {
  return measured
    .meta({ access: permission })
    .use(async ({ ctx, next }) => next({ ctx: { ...ctx, principal: await requirePerson(ctx, permission) } }));
}

async function requirePerson(ctx: RequestContext, permission: Permission): Promise<Person> {
  const person = await ctx.person();
  if (person === null) throw toTrpcError(refuse("UNAUTHENTICATED"));
  if (!allows(person.role, permission)) throw toTrpcError(refuse("FORBIDDEN", { permission }));
  return person;
}

async function asPerson<T>(
  ctx: RequestContext,
  permission: Permission,
  path: string,
  run: (context: MutationContext & RequestContext) => Promise<T>,
): Promise<T> {
  const person = await requirePerson(ctx, permission);
  const after: (() => Promise<void> | void)[] = [];
  const afterCommit = (work: () => Promise<void> | void) => void after.push(work);
  const result = await inTenant(ctx.connection, person.organizationId, async (tx) => {
    const later = new WriteBatch();
    const value = await audited(ctx, { principal: person, tx, later, path }, (context) =>
      run({ ...context, afterCommit }),
    );
    await later.flush(tx);
    return value;
  });
  ctx.committed();
  for (const work of after) await work();
  return result;
}

interface Write {
  readonly principal: Person | Operator;
  readonly tx: TenantContext["tx"];
  readonly later: WriteBatch;
  readonly path: string;
}

async function audited<T>(
  ctx: RequestContext,
  { principal, tx, later, path }: Write,
  run: (context: WriteContext & RequestContext) => Promise<T>,
): Promise<T> {
  let facts: AuditFacts = {};
  const context = {
    ...ctx,
    principal,
    tx,
    later,
    audit: (added: AuditFacts) => {
      facts = { ...facts, ...added };
    },
  };
  const result = await run(context);
  addAudit(context, path, facts);
  return result;
}

/** tRPC middleware answers errors as values; inside a transaction they have to be thrown, or it would commit. */
function unwrapMiddleware<T extends { readonly ok: boolean }>(result: T): T {
  if (!result.ok && "error" in result) throw result.error;
  return result;
}
