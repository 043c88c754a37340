import { z } from "zod";
import { nameText } from "../kernel/text.ts";
import { roles } from "./permissions.ts";

const role = z.enum(roles);
const storeIds = z.array(z.uuid()).min(1).max(1000);

/** A coordinate of a point on P-256 as base64url. */
const coordinate = z
  .string()
  .length(43)
  .regex(/^[\w-]+$/);

/** The public half of the key that a device signs with: a JWK. */
export const publicKey = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: coordinate,
  y: coordinate,
});
export type PublicKey = z.output<typeof publicKey>;

/** What can be wrong with a command's place in its device's chain (packages/sync/SPEC.md, "Signed chain"). */
export type FaultKind = "bad-signature" | "unknown-key" | "unsigned" | "gap" | "fork" | "reordered" | "edited";

export const enrolDeviceArguments = z.strictObject({
  storeId: z.uuid(),
  name: nameText(60),
  /** A device that is enrolled again, because it lost its cookie or was revoked: it keeps its id, code and numbering. */
  deviceId: z.uuid().optional(),
  /** Absent from a browser that cannot sign. */
  publicKey: publicKey.optional(),
});
export type EnrolDeviceArguments = z.output<typeof enrolDeviceArguments>;

export const listDevicesArguments = z.strictObject({ storeId: z.uuid().optional() });
export type ListDevicesArguments = z.output<typeof listDevicesArguments>;

export const renameDeviceArguments = z.strictObject({ deviceId: z.uuid(), name: nameText(60) });
export type RenameDeviceArguments = z.output<typeof renameDeviceArguments>;

export const readChainArguments = z.strictObject({ deviceId: z.uuid() });
export type ReadChainArguments = z.output<typeof readChainArguments>;

export const markFaultSeenArguments = z.strictObject({ faultId: z.uuid() });
export type MarkFaultSeenArguments = z.output<typeof markFaultSeenArguments>;

/** All that a device had open up to the newest fault that was shown; what came since was not looked at. */
export const markFaultsSeenArguments = z.strictObject({ deviceId: z.uuid(), newestId: z.uuid() });
export type MarkFaultsSeenArguments = z.output<typeof markFaultsSeenArguments>;

export const revokeDeviceArguments = z.strictObject({ deviceId: z.uuid() });
export type RevokeDeviceArguments = z.output<typeof revokeDeviceArguments>;

export const listOperatorsArguments = z.strictObject({ storeId: z.uuid().optional() });
export type ListOperatorsArguments = z.output<typeof listOperatorsArguments>;

export const createOperatorArguments = z.strictObject({ name: nameText(80), role, storeIds });
export type CreateOperatorArguments = z.output<typeof createOperatorArguments>;

/** What is absent stays as it is. */
export const editOperatorArguments = z.strictObject({
  operatorId: z.uuid(),
  name: nameText(80).optional(),
  role: role.optional(),
  storeIds: storeIds.optional(),
  active: z.boolean().optional(),
});
export type EditOperatorArguments = z.output<typeof editOperatorArguments>;

export const setPinArguments = z.strictObject({ operatorId: z.uuid(), pin: z.string().max(20) });
export type SetPinArguments = z.output<typeof setPinArguments>;

export const createPersonArguments = z.strictObject({
  name: nameText(80),
  email: z.email().max(254).toLowerCase(),
  password: z.string().min(10).max(200),
  role,
});
export type CreatePersonArguments = z.output<typeof createPersonArguments>;
