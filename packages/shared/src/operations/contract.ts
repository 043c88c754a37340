import { z } from "zod";

/** A page of the audit, newest first. `before` is the id of the last entry already seen. */
export const listAuditArguments = z.strictObject({
  before: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
  storeId: z.uuid().optional(),
  actorId: z.uuid().optional(),
  action: z.string().max(100).optional(),
});
export type ListAuditArguments = z.output<typeof listAuditArguments>;
