import { createLogin } from "@balcao/db/identity/create-login";
import type { CreatePersonArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { WriteContext } from "../../kernel/context.ts";
import { hashSecret } from "../../kernel/secret-hash.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";
import { mayActOn } from "./may-act-on.ts";

/** Adds a login with a role in the organization. Refuses ALREADY_EXISTS (the e-mail) and FORBIDDEN (a role above one's own). */
export async function createPerson(
  ctx: WriteContext,
  input: CreatePersonArguments,
): Promise<Result<{ personId: string }>> {
  if (!mayActOn(ctx.principal, input.role)) return refuse("FORBIDDEN", { field: "role" });
  const { organizationId } = ctx.principal;
  const passwordHash = await hashSecret(input.password);
  const { name, email, role } = input;
  const created = await refuseDuplicate(createLogin(ctx.tx.db, { name, email, passwordHash, organizationId, role }), {
    user_email_unique: "email",
  });
  if (!created.ok) return created;
  ctx.audit({ entityId: created.value, details: { role } });
  return ok({ personId: created.value });
}
