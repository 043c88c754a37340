import { inTenant } from "@balcao/db/connect";
import { permissionsOf } from "@balcao/shared/identity/permissions";
import { deviceCookie, deviceCookieHeader } from "../../kernel/auth/device-token.ts";
import { activeMembership, type SignedIn } from "../../kernel/auth/person-directory.ts";
import type { RequestContext } from "../../kernel/context.ts";
import { readCookie } from "../../kernel/cookies.ts";
import { type DeviceFacts, readDevice } from "./device-queries.ts";

/**
 * Who this browser is to the server: a person, a tablet, both or nobody. `deviceRefusal` tells a tablet that was revoked
 * from a browser that never was one.
 */
export async function whoAmI(ctx: RequestContext) {
  const login = await ctx.services.people.signedIn(ctx.headers, ctx.responseHeaders);
  const device = await ctx.device();
  if (device.ok) renewCookie(ctx);
  return {
    person: login === null ? null : describePerson(login),
    device: device.ok ? await describeDevice(ctx, device.value.organizationId, device.value.deviceId) : null,
    deviceRefusal: device.ok ? null : device.code,
  };
}

/** A browser forgets a cookie after 400 days; a tablet that is started now and then keeps it. */
function renewCookie(ctx: RequestContext): void {
  const token = readCookie(ctx.headers, deviceCookie);
  if (token !== null) ctx.responseHeaders?.append("set-cookie", deviceCookieHeader(token, ctx.services.origins.secure));
}

function describePerson(login: SignedIn) {
  const active = activeMembership(login);
  return {
    id: login.personId,
    name: login.name,
    email: login.email,
    /** Null until a person of several organizations has chosen one. */
    organization:
      active === undefined ? null : { id: active.organizationId, name: active.name, currency: active.currency },
    role: active?.role ?? null,
    permissions: active === undefined ? [] : permissionsOf(active.role),
    organizations: login.memberships.map(({ organizationId, name }) => ({ id: organizationId, name })),
  };
}

function describeDevice(ctx: RequestContext, organizationId: string, deviceId: string): Promise<DeviceFacts | null> {
  return inTenant(ctx.connection, organizationId, (tx) => readDevice(tx, deviceId), { mode: "read-only" });
}
