import { createLogin } from "@balcao/db/identity/create-login";
import type { CreatePersonArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { OnlineContext } from "../../kernel/context.ts";
import { hashSecret } from "../../kernel/secret-hash.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";
import { mayActOn } from "./may-act-on.ts";

/**
 * One costs as much as so many calls. A login is one for all organizations, so that an e-mail that is taken says that
 * somebody has one somewhere: whoever asks for many waits.
 */
const operationsOfLogin = 60;

/**
 * Adds a login with a role in the organization. Refuses ALREADY_EXISTS (the e-mail), FORBIDDEN (a role above one's own) and
 * TOO_MANY_REQUESTS.
 */
export async function createPerson(
  ctx: OnlineContext,
  input: CreatePersonArguments,
): Promise<Result<{ personId: string }>> {
  if (!mayActOn(ctx.principal, input.role)) return refuse("FORBIDDEN", { field: "role" });
  if (ctx.principal.kind !== "person") throw new Error("only a person adds people");
  const { organizationId, personId } = ctx.principal;
  const allowed = await ctx.services.limits.take("caller", personId, operationsOfLogin);
  if (!allowed.ok) return allowed;
  const passwordHash = await hashSecret(input.password);
  const { name, email, role } = input;
  const created = await refuseDuplicate(createLogin(ctx.tx.db, { name, email, passwordHash, organizationId, role }), {
    user_email_unique: "email",
  });
  if (!created.ok) {
    ctx.log.warn({ personId }, "a login was asked for whose e-mail is taken");
    return created;
  }
  ctx.audit({ entityId: created.value, details: { role } });
  return ok({ personId: created.value });
}
