import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { type Connection, inTenant } from "@balcao/db/connect";
import { account, organization, session, user } from "@balcao/db/identity/auth.table";
import { createLogin } from "@balcao/db/identity/create-login";
import { auditEntry } from "@balcao/db/operations/audit-entry.table";
import { createPersonArguments } from "@balcao/shared/identity/contract";
import { roles } from "@balcao/shared/identity/permissions";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { CliError, type CliVerb } from "../../kernel/cli-verb.ts";
import { hashSecret } from "../../kernel/secret-hash.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";

const passwordHelp = "Without --password-stdin a password is made and printed.";

/** `person create`: a login with a role in an organization. */
export const createPersonVerb: CliVerb = {
  usage: `person create --organization <slug> --name <name> --email <e-mail> --role <role> [--password-stdin]\n  Adds a login. Roles: ${roles.join(", ")}. ${passwordHelp}`,
  async run(args, { connection, print }) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        organization: { type: "string" },
        name: { type: "string" },
        email: { type: "string" },
        role: { type: "string" },
        "password-stdin": { type: "boolean", default: false },
      },
    });
    const organizationId = await findOrganization(connection, values.organization);
    const { password, made } = await choosePassword(values["password-stdin"]);
    const parsed = createPersonArguments.safeParse({
      name: values.name,
      email: values.email,
      role: values.role,
      password,
    });
    if (!parsed.success)
      throw new CliError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
    const { name, email, role } = parsed.data;
    const passwordHash = await hashSecret(parsed.data.password);
    const created = await inTenant(connection, organizationId, async ({ db }) => {
      const login = await refuseDuplicate(createLogin(db, { name, email, role, organizationId, passwordHash }), {
        user_email_unique: "email",
      });
      if (!login.ok) throw new CliError(`There is already a login ${email}.`);
      await db.insert(auditEntry).values({
        id: uuidv7(),
        organizationId,
        actorKind: "system",
        correlationId: uuidv7(),
        action: "cli.createPerson",
        entityId: login.value,
        details: { role },
      });
      return login.value;
    });
    print(`Login ${email} (${created})${made ? `, password ${password}` : ""}.`);
  },
};

/** `person password`: a new password, and the end of every session. */
export const setPasswordVerb: CliVerb = {
  usage: `person password --email <e-mail> [--password-stdin]\n  Sets a new password and signs the person out everywhere. ${passwordHelp}`,
  async run(args, { connection, print }) {
    const { values } = parseArgs({
      args: [...args],
      options: { email: { type: "string" }, "password-stdin": { type: "boolean", default: false } },
    });
    const [person] = await connection.db
      .select({ id: user.id })
      .from(user)
      .where(eq(user.email, (values.email ?? "").toLowerCase()));
    if (person === undefined) throw new CliError("No login has this --email.");
    const { password, made } = await choosePassword(values["password-stdin"]);
    const passwordHash = await hashSecret(password);
    await connection.db.transaction(async (tx) => {
      await tx
        .update(account)
        .set({ password: passwordHash, updatedAt: new Date() })
        .where(and(eq(account.userId, person.id), eq(account.providerId, "credential")));
      await tx.delete(session).where(eq(session.userId, person.id));
    });
    print(made ? `New password: ${password}` : "The password is changed.");
  },
};

async function findOrganization(connection: Connection, slug: string | undefined): Promise<string> {
  const [found] = await connection.db
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.slug, slug ?? ""));
  if (found === undefined)
    throw new CliError("No organization has this --organization. Make one with: organization create");
  return found.id;
}

async function choosePassword(fromStdin: boolean): Promise<{ password: string; made: boolean }> {
  if (!fromStdin) return { password: randomBytes(12).toString("base64url"), made: true };
  const password = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (password.length < 10 || password.length > 200) throw new CliError("A password has 10 to 200 characters.");
  return { password, made: false };
}
