import { z } from "zod";
import { nameText } from "../kernel/text.ts";
import { roles } from "./permissions.ts";

const role = z.enum(roles);
const storeIds = z.array(z.uuid()).min(1).max(1000);

export const enrolDeviceArguments = z.strictObject({
  storeId: z.uuid(),
  name: nameText(60),
  /** A device that is enrolled again, because it lost its cookie or was revoked: it keeps its id, code and numbering. */
  deviceId: z.uuid().optional(),
});
export type EnrolDeviceArguments = z.output<typeof enrolDeviceArguments>;

export const listDevicesArguments = z.strictObject({ storeId: z.uuid().optional() });
export type ListDevicesArguments = z.output<typeof listDevicesArguments>;

export const renameDeviceArguments = z.strictObject({ deviceId: z.uuid(), name: nameText(60) });
export type RenameDeviceArguments = z.output<typeof renameDeviceArguments>;

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
