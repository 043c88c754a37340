import { instant } from "@balcao/shared/kernel/instant";
import { z } from "zod";
import type { RequestContext } from "../../kernel/context.ts";
import type { Device } from "../../kernel/principal.ts";

const checksum = z.strictObject({ rows: z.int(), sum: z.int() });

/** What a tablet says when its rows of a scope did not come to what the server's do, or do again. */
export const divergenceArguments = z.strictObject({
  scope: z.uuid(),
  here: checksum,
  there: checksum,
  at: instant,
  times: z.int().min(1).max(1_000_000),
  healedAt: instant.nullable(),
  reported: z.boolean(),
});

/** Tells the people who run the server, by log and metric. The tablet fetches the scope again by itself. */
export function reportDivergence(
  ctx: RequestContext,
  device: Device,
  input: z.output<typeof divergenceArguments>,
): null {
  const { scope, here, there, at, times, healedAt } = input;
  const healed = healedAt !== null;
  ctx.services.metrics.divergences.inc({ state: healed ? "healed" : "found" });
  ctx.log.warn(
    { deviceId: device.deviceId, storeId: device.storeId, scope, here, there, foundAt: at, times, healedAt },
    healed ? "a tablet's rows agree with the server's again" : "a tablet's rows differ from the server's",
  );
  return null;
}
