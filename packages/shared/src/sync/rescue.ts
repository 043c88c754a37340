import { z } from "zod";
import { instant } from "../kernel/instant.ts";
import { rescueFileLimit } from "./rescue-report.ts";

const file = z.string().min(1).max(rescueFileLimit);

/** A rescue file, whole, as text. */
export const rescueFileArguments = z.strictObject({ file });

/** A rescue file that a tablet passes on, and the operator who asked for it. */
export const passRescueArguments = z.strictObject({ file, operatorId: z.uuid().lowercase() });

export const rescueKeyArguments = z.strictObject({ organizationId: z.uuid().lowercase() });

/** What a rescue file says of itself before it is opened. A later version may say more. */
export const rescueHead = z.object({
  version: z.literal(1),
  organizationId: z.uuid().lowercase(),
  deviceId: z.uuid().lowercase(),
  deviceCode: z.string().max(40),
  storeId: z.uuid().lowercase(),
  storeCode: z.string().max(40),
  created: instant,
  counts: z.object({ waiting: z.int().min(0), refused: z.int().min(0), sent: z.int().min(0) }),
});
