import type { Connection } from "@balcao/db/connect";
import { member, organization } from "@balcao/db/identity/auth.table";
import { isRole, type Role } from "@balcao/shared/identity/permissions";
import { asc, eq } from "drizzle-orm";
import { createCache } from "../cache.ts";
import { readCookie } from "../cookies.ts";
import type { Person } from "../principal.ts";
import type { Auth } from "./auth.ts";

/** One organization that a login belongs to. */
export interface Membership {
  readonly organizationId: string;
  readonly name: string;
  readonly currency: string;
  readonly role: Role;
}

/** A signed-in login, at work in an organization or still to choose one. */
export interface SignedIn {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly activeOrganizationId: string | null;
  readonly memberships: readonly Membership[];
}

/** Who the signed-in people are, by the session cookie they send. */
export interface PersonDirectory {
  /** The login of a request, null for nobody. A session that was prolonged sets its cookie on `responseHeaders`. */
  readonly signedIn: (headers: Headers, responseHeaders: Headers | null) => Promise<SignedIn | null>;
  /** The login at work in its active organization; null when there is none. */
  readonly resolve: (headers: Headers, responseHeaders: Headers | null) => Promise<Person | null>;
  /** Asks the database again about a person, because a role changed or a session ended. */
  readonly forget: (personId: string) => void;
}

/** Looks people up by session, with a small cache: what another node ended is felt within its 10 seconds. */
export function createPersonDirectory(connection: Connection, auth: Auth, cookieName: string): PersonDirectory {
  const cache = createCache<SignedIn>({ capacity: 1000, ttl: 10_000 });

  const signedIn: PersonDirectory["signedIn"] = async (headers, responseHeaders) => {
    const cookie = readCookie(headers, cookieName);
    if (cookie === null) return null;
    const cached = cache.get(cookie);
    if (cached !== undefined) return cached;
    const found = await auth.api.getSession({ headers, returnHeaders: true });
    for (const value of found.headers.getSetCookie()) responseHeaders?.append("set-cookie", value);
    if (found.response === null) return null;
    const { user, session } = found.response;
    const current: SignedIn = {
      personId: user.id,
      name: user.name,
      email: user.email,
      activeOrganizationId: session.activeOrganizationId ?? null,
      memberships: await membershipsOf(connection, user.id),
    };
    cache.set(cookie, current);
    return current;
  };

  return {
    signedIn,
    resolve: async (headers, responseHeaders) => toPerson(await signedIn(headers, responseHeaders)),
    forget: (personId) => cache.deleteWhere((entry) => entry.personId === personId),
  };
}

/** The organization that a login works in now: the active one, as long as it is still a member. */
export function activeMembership(login: SignedIn): Membership | undefined {
  return login.memberships.find(({ organizationId }) => organizationId === login.activeOrganizationId);
}

function toPerson(login: SignedIn | null): Person | null {
  const active = login === null ? undefined : activeMembership(login);
  if (login === null || active === undefined) return null;
  return { kind: "person", personId: login.personId, organizationId: active.organizationId, role: active.role };
}

async function membershipsOf(connection: Connection, personId: string): Promise<Membership[]> {
  const rows = await connection.db
    .select({
      organizationId: organization.id,
      name: organization.name,
      currency: organization.currency,
      role: member.role,
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, personId))
    .orderBy(asc(organization.name));
  // A role that this version does not know opens nothing.
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []));
}
