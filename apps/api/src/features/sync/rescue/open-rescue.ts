import { setImmediate } from "node:timers/promises";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { rescueHead } from "@balcao/shared/sync/rescue";
import { type RescueHead, rescueType } from "@balcao/sync/rescue";
import { createGate } from "@balcao/sync/server/gate";
import type { Arrived } from "@balcao/sync/server/push";
import { decodeProtectedHeader, errors, flattenedDecrypt, type FlattenedJWE, importJWK } from "jose";
import { z } from "zod";
import type { OpeningKey, RescueKeys } from "../../../kernel/rescue-keys.ts";
import { readCommand } from "../command-shape.ts";

/** A rescue file, opened. The commands are as untrusted as those of a push, and are read like them. */
export interface OpenedRescue {
  readonly head: RescueHead;
  readonly entries: readonly OpenedEntry[];
}

export interface OpenedEntry {
  /** What stands in the file where a command should. */
  readonly value: unknown;
  readonly arrived: Arrived;
}

/** How much of a file is taken. Anybody can seal one, and what it expands to is seen only once it is open. */
export interface RescueLimits {
  /** Bytes that it expands to. */
  readonly bytes: number;
  /** Lists, objects and what they hold: of these memory is made, and a file may consist of little else. */
  readonly values: number;
  readonly commands: number;
}

/** What the server takes beside its work: some 50,000 sales of ordinary size, more than a year of a tablet. */
export const onlineLimits: RescueLimits = { bytes: 96 * 1024 * 1024, values: 6_000_000, commands: 60_000 };

/** Opening takes memory and time that others need: one at a time. */
const oneAtATime = createGate(1);

/** So many commands are read before others have their turn. */
const readAtOnce = 200;

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

const content = z.object({ entries: z.array(z.object({ command: z.unknown() })) });

/**
 * Opens a rescue file of an organization (SPEC.md, "Rescue file"). Refuses RESCUE_UNREADABLE, RESCUE_FOREIGN, RESCUE_NEWER,
 * RESCUE_KEY_UNKNOWN, RESCUE_TOO_LARGE and RESCUE_DAMAGED.
 */
export function openRescue(
  keys: RescueKeys,
  organizationId: string,
  file: string,
  limits: RescueLimits = onlineLimits,
): Promise<Result<OpenedRescue>> {
  return oneAtATime(() => open(keys, organizationId, file, limits));
}

async function open(
  keys: RescueKeys,
  organizationId: string,
  file: string,
  limits: RescueLimits,
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
  const plaintext = await decrypt(jwe, key, limits);
  if (!plaintext.ok) return plaintext;
  const entries = await readEntries(plaintext.value, limits);
  return entries.ok ? ok({ head: head.data, entries: entries.value }) : entries;
}

async function decrypt(jwe: FlattenedJWE, key: OpeningKey, limits: RescueLimits): Promise<Result<Uint8Array>> {
  try {
    const { plaintext } = await flattenedDecrypt(jwe, await importJWK({ ...key }, "ECDH-ES+A256KW"), {
      keyManagementAlgorithms: ["ECDH-ES+A256KW"],
      contentEncryptionAlgorithms: ["A256GCM"],
      maxDecompressedLength: limits.bytes,
    });
    return ok(plaintext);
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return refuse(error.message.startsWith("Decompressed plaintext exceeded") ? "RESCUE_TOO_LARGE" : "RESCUE_DAMAGED");
  }
}

async function readEntries(plaintext: Uint8Array, limits: RescueLimits): Promise<Result<readonly OpenedEntry[]>> {
  if (holdsMoreThan(plaintext, limits.values)) return refuse("RESCUE_TOO_LARGE");
  const inside = content.safeParse(parse(plaintext));
  if (!inside.success) return refuse("RESCUE_DAMAGED");
  if (inside.data.entries.length > limits.commands) return refuse("RESCUE_TOO_LARGE");
  const entries: OpenedEntry[] = [];
  for (const { command: value } of inside.data.entries) {
    entries.push({ value, arrived: readCommand(value) });
    if (entries.length % readAtOnce === 0) await setImmediate();
  }
  return ok(entries);
}

/** Counts what begins a value in JSON. In a text these stand for nothing, and are counted all the same. */
function holdsMoreThan(json: Uint8Array, most: number): boolean {
  let count = 0;
  for (const byte of json) if (byte === comma || byte === bracket || byte === brace) count += 1;
  return count > most;
}

const [comma, bracket, brace] = new TextEncoder().encode(",[{");

/** Undefined for what is no JSON. */
function parse(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(json));
  } catch {
    return undefined;
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
