import type { Role } from "@balcao/shared/identity/permissions";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../connect.ts";
import { account, member, user } from "./auth.table.ts";

export interface NewLogin {
  readonly name: string;
  readonly email: string;
  /** Argon2id in PHC format. */
  readonly passwordHash: string;
  readonly organizationId: string;
  readonly role: Role;
}

/**
 * Writes a login, its password and its membership in the caller's transaction, in better-auth's own form (provider
 * `credential`, the account named by the user). Returns the person's id.
 */
export async function createLogin(db: Pick<Database, "insert">, login: NewLogin): Promise<string> {
  const personId = uuidv7();
  await db
    .insert(user)
    .values({ id: personId, name: login.name, email: login.email.toLowerCase(), emailVerified: true });
  await db.insert(account).values({
    id: uuidv7(),
    accountId: personId,
    providerId: "credential",
    userId: personId,
    password: login.passwordHash,
  });
  await db
    .insert(member)
    .values({ id: uuidv7(), organizationId: login.organizationId, userId: personId, role: login.role });
  return personId;
}
