import type { Connection } from "@balcao/db/connect";
import * as tables from "@balcao/db/identity/auth.table";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { organization } from "better-auth/plugins/organization";
import { eq } from "drizzle-orm";
import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import type { Origins } from "../origins.ts";
import { hashSecret, verifySecret } from "../secret-hash.ts";

export type Auth = ReturnType<typeof createAuth>;

/** The header in which the server itself tells better-auth who asks; one sent by a client is overwritten. */
export const addressHeader = "x-balcao-address";

const day = 24 * 60 * 60;

/**
 * better-auth, for passwords, sessions and memberships only. Roles mean what packages/shared/src/identity/permissions.ts
 * says: its own access control stays closed, because only the endpoints in auth-endpoints.ts are reachable.
 */
export function createAuth(options: { connection: Connection; origins: Origins; secret: string; log: Logger }) {
  const { connection, origins, secret, log } = options;
  return betterAuth({
    appName: "Balcão",
    baseURL: origins.main,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [...origins.all],
    database: drizzleAdapter(connection.db, { provider: "pg", schema: tables }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: hashSecret, verify: ({ hash, password }) => verifySecret(password, hash) },
    },
    session: { expiresIn: 7 * day, updateAge: day },
    // attempt-guard.ts limits guesses by person, which better-auth's limiter by address and path does not.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "balcao",
      useSecureCookies: origins.secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: "strict" },
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    logger: {
      level: "warn",
      log: (level, message) => log[level === "error" ? "error" : "debug"]({ from: "better-auth" }, message),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, activeOrganizationId: await onlyOrganization(connection, session.userId) },
          }),
        },
      },
    },
    plugins: [organization({ allowUserToCreateOrganization: false, creatorRole: "administrator" })],
  });
}

/** The organization of a person who has one; null for none or several, who then choose. */
async function onlyOrganization(connection: Connection, personId: string): Promise<string | null> {
  const rows = await connection.db
    .select({ organizationId: tables.member.organizationId })
    .from(tables.member)
    .where(eq(tables.member.userId, personId))
    .limit(2);
  return rows.length === 1 ? (rows[0]?.organizationId ?? null) : null;
}
