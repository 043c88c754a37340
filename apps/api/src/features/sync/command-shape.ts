import type { Json } from "@balcao/sync/protocol";
import type { Arrived } from "@balcao/sync/server/push";
import { z } from "zod";

const json: z.ZodType<Json> = z.json();

const command = z.strictObject({
  id: z.uuid(),
  name: z.string().regex(/^[a-zA-Z-]{1,40}\.[a-zA-Z-]{1,60}$/),
  args: json,
  deviceId: z.uuid(),
  operatorId: z.uuid(),
  sequence: z.int().min(1),
  deviceTime: z.iso.datetime(),
  schemaVersion: z.string().max(40),
  previousHash: z.null(),
  signature: z.null(),
});

/** The shape of a push. Each command is read by itself, so that one bad command never stops the others. */
export const pushArguments = z.strictObject({ commands: z.array(z.unknown()).min(1).max(100) });

/** Reads one command of a push, or says what is wrong with it. */
export function readCommand(value: unknown): Arrived {
  const parsed = command.safeParse(value);
  if (parsed.success) return { ok: true, command: parsed.data };
  const id =
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : "";
  const issues = parsed.error.issues.slice(0, 10).map((issue) => [issue.path.join(".") || "command", issue.message]);
  return { ok: false, id: id.slice(0, 64), details: Object.fromEntries(issues) as Record<string, string> };
}
