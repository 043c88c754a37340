import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { rescueHead } from "@balcao/shared/sync/rescue";
import { type RescueHead, rescueType } from "@balcao/sync/rescue";
import { decodeProtectedHeader, errors, flattenedDecrypt, type FlattenedJWE, importJWK } from "jose";
import { z } from "zod";
import type { RescueKeys } from "../../../kernel/rescue-keys.ts";

/** A rescue file, opened. The commands are as untrusted as those of a push, and are read like them. */
export interface OpenedRescue {
  readonly head: RescueHead;
  readonly entries: readonly { readonly command: unknown; readonly status: "waiting" | "refused" | "sent" }[];
}

/** What a file is expanded to at most: some 200,000 sales. */
const expandedLimit = 256 * 1024 * 1024;

const wrapping = z.object({
  protected: z.string(),
  encrypted_key: z.string(),
  iv: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
});

const header = z.object({
  typ: z.literal(rescueType),
  kid: z.string(),
  rescue: z.looseObject({ version: z.int().min(1), organizationId: z.uuid().lowercase() }),
});

const content = z.object({
  entries: z.array(z.object({ command: z.unknown(), status: z.enum(["waiting", "refused", "sent"]) })),
});

/**
 * Opens a rescue file of an organization (SPEC.md, "Rescue file"). Refuses RESCUE_UNREADABLE, RESCUE_FOREIGN, RESCUE_NEWER,
 * RESCUE_KEY_UNKNOWN and RESCUE_DAMAGED.
 */
export async function openRescue(
  keys: RescueKeys,
  organizationId: string,
  file: string,
): Promise<Result<OpenedRescue>> {
  const read = readHeader(file);
  if (!read.ok) return read;
  const { jwe, kid, rescue } = read.value;
  if (rescue.organizationId !== organizationId) return refuse("RESCUE_FOREIGN");
  if (rescue.version > 1) return refuse("RESCUE_NEWER", { version: rescue.version });
  const head = rescueHead.safeParse(rescue);
  if (!head.success) return refuse("RESCUE_UNREADABLE");
  const key = keys.openingKey(organizationId, kid);
  if (key === null) return refuse("RESCUE_KEY_UNKNOWN", { kid: kid.slice(0, 64) });
  try {
    const { plaintext } = await flattenedDecrypt(jwe, await importJWK({ ...key }, "ECDH-ES+A256KW"), {
      keyManagementAlgorithms: ["ECDH-ES+A256KW"],
      contentEncryptionAlgorithms: ["A256GCM"],
      maxDecompressedLength: expandedLimit,
    });
    const inside = content.safeParse(JSON.parse(new TextDecoder().decode(plaintext)));
    return inside.success ? ok({ head: head.data, entries: inside.data.entries }) : refuse("RESCUE_DAMAGED");
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return refuse("RESCUE_DAMAGED");
    throw error;
  }
}

/** Which organization a file says it is of; null when it is no rescue file. Nothing is proved by it until it is opened. */
export function organizationOf(file: string): string | null {
  const read = readHeader(file);
  return read.ok ? read.value.rescue.organizationId : null;
}

function readHeader(file: string): Result<z.output<typeof header> & { readonly jwe: FlattenedJWE }> {
  try {
    const jwe = wrapping.parse(JSON.parse(file));
    return ok({ ...header.parse(decodeProtectedHeader(jwe)), jwe });
  } catch {
    // Not JSON, not whole, or another kind of file.
    return refuse("RESCUE_UNREADABLE");
  }
}
