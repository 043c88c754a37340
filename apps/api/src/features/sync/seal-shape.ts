import { publicKey } from "@balcao/shared/identity/contract";
import type { OfferedKey, Sealed } from "@balcao/sync/chain";
import { z } from "zod";
import { nestsDeeper } from "../../kernel/nesting.ts";

/** Lists and objects within each other that a command may have; a sale has five. */
export const mostLevels = 64;

/**
 * Whatever else it is, and whether or not it is a good command: its place in the chain can be looked at. A seal that is
 * none becomes an empty one, which no key has signed.
 */
const sealed = z.looseObject({
  id: z.uuid().lowercase(),
  deviceId: z.string(),
  sequence: z.int().min(1),
  previousHash: z.string().max(100).nullable().catch(""),
  signature: z.string().max(300).nullable().catch(""),
});

/** The commands of a push of one device that have a place in its chain, as they arrived. */
export function readSealed(deviceId: string, values: readonly unknown[]): readonly Sealed[] {
  return values.flatMap((value) => {
    if (nestsDeeper(value, mostLevels)) return [];
    const read = sealed.safeParse(value);
    return read.success && read.data.deviceId === deviceId ? [read.data as Sealed] : [];
  });
}

/** The keys that a push tells of. Keys that are none are left out: they refuse no sale. */
export const offeredKeys = z
  .array(z.strictObject({ publicKey, since: z.int().min(0) }))
  .max(8)
  .catch([]) satisfies z.ZodType<readonly OfferedKey[]>;
