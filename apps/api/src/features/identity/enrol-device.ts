import { device } from "@balcao/db/identity/device.table";
import { store } from "@balcao/db/stores/store.table";
import { deviceKey } from "@balcao/db/sync/chain.table";
import type { EnrolDeviceArguments, PublicKey } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { keyText } from "@balcao/sync/chain";
import { hashText } from "@balcao/sync/server/check-chain";
import { and, eq, ne, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { createDeviceToken, deviceCookieHeader, hashDeviceToken } from "../../kernel/auth/device-token.ts";
import type { OnlineContext } from "../../kernel/context.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";
import { freeDeviceCode } from "./device-code.ts";
import { type DeviceFacts, readDevice } from "./device-queries.ts";

/**
 * Makes the browser that asks a tablet of a store, by its cookie, and ends the person's session on it: from now on it
 * stands at the counter. A device that is enrolled again gets a new cookie and keeps its id and numbering, and its code
 * unless another device of the store has it. One that the server does not know, because its database was restored from before the
 * enrolment, is there again under its id: what it sold is under that. Refuses NOT_FOUND.
 */
export async function enrolDevice(ctx: OnlineContext, input: EnrolDeviceArguments): Promise<Result<DeviceFacts>> {
  const { db } = ctx.tx;
  // The lock keeps two enrolments from choosing the same code.
  const [place] = await db.select({ id: store.id }).from(store).where(eq(store.id, input.storeId)).for("update");
  if (place === undefined) return refuse("NOT_FOUND", { field: "storeId" });

  const token = createDeviceToken();
  const deviceId = input.deviceId ?? uuidv7();
  const known = input.deviceId !== undefined && (await rekey(ctx, input, deviceId, token));
  if (!known && !(await add(ctx, input, deviceId, token))) return refuse("NOT_FOUND", { field: "deviceId" });

  if (input.publicKey !== undefined) await addKey(ctx, deviceId, input.publicKey);
  const facts = await readDevice(ctx.tx, deviceId);
  if (facts === null) throw new Error("the device just written is not there");
  ctx.audit({
    storeId: input.storeId,
    entityId: deviceId,
    details: { code: facts.code, again: input.deviceId !== undefined },
  });
  ctx.afterCommit(() => handOver(ctx, deviceId, token));
  return ok(facts);
}

async function add(ctx: OnlineContext, input: EnrolDeviceArguments, deviceId: string, token: string): Promise<boolean> {
  const values = {
    id: deviceId,
    organizationId: ctx.principal.organizationId,
    storeId: input.storeId,
    code: freeDeviceCode(await codesOf(ctx, input.storeId, deviceId)),
    name: input.name,
    tokenHash: hashDeviceToken(token),
    enrolledBy: enrollerOf(ctx),
  };
  // Another organization's device has the id, and stays out of sight.
  return (await refuseDuplicate(ctx.tx.db.insert(device).values(values), { device_pkey: "deviceId" })).ok;
}

async function rekey(
  ctx: OnlineContext,
  input: EnrolDeviceArguments,
  deviceId: string,
  token: string,
): Promise<boolean> {
  const { db } = ctx.tx;
  const [known] = await db.select({ code: device.code }).from(device).where(eq(device.id, deviceId)).for("update");
  if (known === undefined) return false;
  const taken = await codesOf(ctx, input.storeId, deviceId);
  await db
    .update(device)
    .set({
      storeId: input.storeId,
      name: input.name,
      code: taken.has(known.code) ? freeDeviceCode(taken) : known.code,
      tokenHash: hashDeviceToken(token),
      enrolledBy: enrollerOf(ctx),
      enrolledAt: sql`now()`,
      revokedAt: null,
    })
    .where(eq(device.id, deviceId));
  return true;
}

/** From now on the device's commands are expected to be signed. */
async function addKey(ctx: OnlineContext, deviceId: string, publicKey: PublicKey): Promise<void> {
  const id = hashText(keyText(publicKey));
  const { organizationId } = ctx.principal;
  await ctx.tx.db.insert(deviceKey).values({ organizationId, deviceId, id, publicKey }).onConflictDoNothing();
}

async function codesOf(ctx: OnlineContext, storeId: string, except: string): Promise<Set<string>> {
  const rows = await ctx.tx.db
    .select({ code: device.code })
    .from(device)
    .where(and(eq(device.storeId, storeId), ne(device.id, except)));
  return new Set(rows.map(({ code }) => code));
}

function enrollerOf({ principal }: OnlineContext): string {
  if (principal.kind !== "person") throw new Error("only a person enrols a device");
  return principal.personId;
}

async function handOver(ctx: OnlineContext, deviceId: string, token: string): Promise<void> {
  const { auth, devices, people, origins, realtime } = ctx.services;
  devices.forget(deviceId);
  // Whoever was this tablet until now, perhaps a lost one, hears no more of the shop.
  realtime.hub.expel(deviceId, "DEVICE_NOT_ENROLLED");
  ctx.responseHeaders?.append("set-cookie", deviceCookieHeader(token, origins.secure));
  const ended = await auth.api.signOut({ headers: ctx.headers, returnHeaders: true });
  for (const value of ended.headers.getSetCookie()) ctx.responseHeaders?.append("set-cookie", value);
  people.forget(enrollerOf(ctx));
}
