import { instant } from "@balcao/shared/kernel/instant";
import type { Json } from "@balcao/sync/protocol";
import type { Arrived } from "@balcao/sync/server/push";
import { z } from "zod";
import { nestsDeeper } from "../../kernel/nesting.ts";
import { mostLevels, offeredKeys } from "./seal-shape.ts";

const json: z.ZodType<Json> = z.json();

/** As PostgreSQL writes them: in capitals, an id would not be found again under the name it was kept by. */
const id = z.uuid().lowercase();

const command = z.strictObject({
  id,
  name: z.string().regex(/^[a-zA-Z-]{1,40}\.[a-zA-Z-]{1,60}$/),
  args: json,
  deviceId: id,
  operatorId: id,
  sequence: z.int().min(1),
  deviceTime: instant,
  schemaVersion: z.string().max(40),
  // The seal is looked at by itself: whatever it is, it refuses no sale.
  previousHash: z.string().nullable().catch(null),
  signature: z.string().nullable().catch(null),
});

/** The shape of a push. Each command is read by itself, so that one bad command never stops the others. */
export const pushArguments = z.strictObject({
  commands: z.array(z.unknown()).min(1).max(100),
  /** The keys that sealed the commands. */
  keys: offeredKeys.default([]),
  /** The life of this database that the device's earlier commands were sent in; absent when it knows of none. */
  sentIn: z.string().max(64).nullable().default(null),
});

/** Reads one command of a push, or says what is wrong with it. */
export function readCommand(value: unknown): Arrived {
  // Reading and hashing it go down level by level: one that nests without end would take the whole push with it.
  const parsed = nestsDeeper(value, mostLevels) ? null : command.safeParse(value);
  if (parsed?.success === true) return { ok: true, command: parsed.data };
  const named =
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : "";
  const issues = parsed?.error.issues ?? [{ path: [], message: `nested deeper than ${mostLevels} levels` }];
  const details = issues.slice(0, 10).map(({ path, message }) => [path.join(".") || "command", message]);
  return { ok: false, id: named.slice(0, 64), details: Object.fromEntries(details) as Record<string, string> };
}
