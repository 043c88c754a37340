import { createHash } from "node:crypto";
import {
  keyText,
  linkText,
  type OfferedKey,
  type PublicKey,
  type Sealed,
  signedText,
  splitSignature,
} from "../chain.ts";
import { type Decided, isDecided, withDecided } from "../decided.ts";
import type { CommandResult } from "../protocol.ts";

/** What can be wrong with a command's place in its device's chain. None of them refuses the command. */
export type FaultKind = "bad-signature" | "unknown-key" | "unsigned" | "gap" | "fork" | "reordered" | "edited";

/** A sealed command that has arrived. */
export interface Link {
  readonly hash: string;
  readonly previousHash: string;
  readonly commandId: string;
  readonly sequence: number;
  readonly keyId: string;
}

/** What is missing before a command: the one with this hash, or those with these sequences. */
export interface Missing {
  readonly hash: string | null;
  readonly sequences: Decided;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly commandId: string;
  readonly sequence: number;
  readonly missing: Missing | null;
}

export interface OpenGap extends Missing {
  readonly id: string;
  /** The command before which something is missing. */
  readonly commandId: string;
  readonly sequence: number;
}

export interface KnownKey {
  readonly publicKey: PublicKey;
  /** The largest sequence in use when it was made; null until a push has told it. */
  readonly since: number | null;
}

/** What the server has of a device's chain, as far as a push touches it. */
export interface KnownChain {
  readonly keys: ReadonlyMap<string, KnownKey>;
  /** The links that have one of the hashes, follow one of them, or have one of the sequences that were asked for. */
  readonly links: readonly Link[];
  /** The sequences that arrived, sealed or not, since the device has a key. */
  readonly arrived: Decided;
  /** The commands decided before this push. */
  readonly decided: Decided;
  /** The ids of the commands that were decided in one of the sequences that were asked for. */
  readonly places: ReadonlyMap<number, readonly string[]>;
  readonly gaps: readonly OpenGap[];
}

/** What a push adds to a device's chain. */
export interface ChainNews {
  readonly keys: ReadonlyMap<string, OfferedKey>;
  readonly links: readonly Link[];
  readonly arrived: readonly number[];
  readonly faults: readonly Fault[];
  /** Ids of gaps that are none any more. */
  readonly healed: readonly string[];
}

/** Whether a key has signed a text; false for a key or signature that is none. */
export type Verify = (key: PublicKey, text: string, signature: string) => Promise<boolean>;

/** Keys of one device. One that makes more is not believed that it lost the others. */
const mostKeys = 100;

/** SHA-256 of a text, as hashes travel. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** What has to be read of a device's chain to check a push. */
export function askedOf(commands: readonly Sealed[]): {
  readonly hashes: readonly string[];
  readonly sequences: readonly number[];
} {
  const hashes = commands.flatMap((command) =>
    command.signature === null ? [] : [hashText(linkText(command)), command.previousHash ?? ""],
  );
  return { hashes: [...new Set(hashes)], sequences: commands.map(({ sequence }) => sequence) };
}

/**
 * Checks the links of a push (SPEC.md, "Signed chain"). Pure but for `verify`: what it finds is written down and shown;
 * what the commands do was decided without it.
 */
export async function checkChain(
  known: KnownChain,
  verify: Verify,
  commands: readonly Sealed[],
  offered: readonly OfferedKey[],
  results: readonly CommandResult[],
): Promise<ChainNews> {
  const added = newKeys(known, offered);
  const keys = new Map<string, KnownKey>([...known.keys, ...added]);
  const found: Fault[] = [];
  const sound: Link[] = [];
  const arrived: number[] = [];
  const fault = ({ id, sequence }: Sealed, kind: FaultKind, missing: Missing | null = null) =>
    found.push({ kind, commandId: id, sequence, missing });
  const places = new Map(known.places);

  const reused = new Set(
    results.flatMap((result) =>
      result.outcome === "rejected" && result.code === "COMMAND_ID_REUSED" ? [result.id] : [],
    ),
  );
  const ordered = commands.toSorted((a, b) => a.sequence - b.sequence);
  const seals = await Promise.all(ordered.map((command) => readSeal(keys, verify, command)));
  for (const [index, command] of ordered.entries()) {
    const seal = seals[index] ?? "unsigned";
    if (isPlaceTaken(places, command)) fault(command, "fork");
    if (reused.has(command.id)) fault(command, "edited");
    else if (typeof seal !== "string") sound.push(seal);
    // One that was decided long ago says nothing new: it was under way since before there was a key.
    else if (seal !== "unsigned") fault(command, seal);
    else if (keys.size > 0) {
      arrived.push(command.sequence);
      if (!isDecided(known.decided, command.sequence)) fault(command, "unsigned");
    }
  }

  const links = new Map(known.links.map((link) => [link.hash, link]));
  const fresh = sound.filter(({ hash }) => !links.has(hash));
  const forked = new Set(found.flatMap(({ kind, commandId }) => (kind === "fork" ? [commandId] : [])));
  for (const link of fresh) {
    if (!forked.has(link.commandId) && [...links.values()].some((other) => isFork(link, other))) {
      found.push({ kind: "fork", commandId: link.commandId, sequence: link.sequence, missing: null });
    }
    links.set(link.hash, link);
  }
  arrived.push(...fresh.map(({ sequence }) => sequence));
  const there = withDecided(known.arrived, arrived);
  // Sealed twice, a command has its place when one of the seals has: what the other followed may be lost with its database.
  const gaping = new Set(known.gaps.map(({ commandId }) => commandId));
  const placed = new Set(known.links.map(({ commandId }) => commandId).filter((id) => !gaping.has(id)));
  const missing = fresh.map((link) => missingBefore(link, links, keys.get(link.keyId), there));
  for (const [index, { commandId }] of fresh.entries()) if (missing[index] === null) placed.add(commandId);
  for (const [index, link] of fresh.entries()) {
    const { commandId, sequence } = link;
    const before = missing[index] ?? null;
    if (before !== null && !placed.has(commandId)) found.push({ kind: "gap", commandId, sequence, missing: before });
    if (isReordered(link, links, keys.get(link.keyId))) {
      found.push({ kind: "reordered", commandId, sequence, missing: null });
    }
  }
  const isThere = ({ hash, sequences }: Missing) =>
    hash === null ? sequences.every(([from, until]) => covers(there, from, until)) : links.has(hash);
  // The hash that is missing went with a tablet's database, and all that was before came under a key that was made since.
  const cameAnew = ({ sequences, sequence }: OpenGap) =>
    sequences.length > 0 &&
    sequences.every(([from, until]) => covers(there, from, until)) &&
    fresh.some((link) => isDecided(sequences, link.sequence) && (keys.get(link.keyId)?.since ?? 0) >= sequence);
  return {
    keys: added,
    links: fresh,
    arrived,
    faults: found,
    healed: known.gaps.filter((gap) => isThere(gap) || placed.has(gap.commandId) || cameAnew(gap)).map(({ id }) => id),
  };
}

/**
 * What is wrong with commands that a rescue file brought. It teaches the server no keys, so that a command whose key is
 * not known proves as little as one without a seal; its tablet may still send it with its key.
 */
export function faultsOfFile(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ kind }) => kind !== "unsigned" && kind !== "unknown-key");
}

function newKeys(known: KnownChain, offered: readonly OfferedKey[]): Map<string, OfferedKey> {
  const room = Math.max(0, mostKeys - known.keys.size);
  const named = offered.map((key) => [hashText(keyText(key.publicKey)), key] as const);
  // The first push under a key that enrolment told of says from where on it counts.
  return new Map([
    ...named.filter(([id]) => known.keys.get(id)?.since === null),
    ...named.filter(([id]) => !known.keys.has(id)).slice(0, room),
  ]);
}

async function readSeal(
  keys: ReadonlyMap<string, KnownKey>,
  verify: Verify,
  command: Sealed,
): Promise<Link | "unsigned" | "bad-signature" | "unknown-key"> {
  const { previousHash, signature } = command;
  if (previousHash === null && signature === null) return "unsigned";
  const parts = splitSignature(signature ?? "");
  if (parts === null || previousHash === null) return "bad-signature";
  const key = keys.get(parts.keyId);
  if (key === undefined) return "unknown-key";
  if (!(await verify(key.publicKey, signedText(command), parts.signature))) return "bad-signature";
  const { id: commandId, sequence } = command;
  return { hash: hashText(linkText(command)), previousHash, commandId, sequence, keyId: parts.keyId };
}

/** Another command was decided in its place, whether or not either has a seal. Notes that it stands there now. */
function isPlaceTaken(places: Map<number, readonly string[]>, { id, sequence }: Sealed): boolean {
  const there = places.get(sequence) ?? [];
  if (there.includes(id)) return false;
  places.set(sequence, [...there, id]);
  return there.length > 0;
}

/** Two commands in one place. The same command sealed twice, because the tablet lost its database, is one. */
function isFork(link: Link, other: Link): boolean {
  if (link.commandId === other.commandId) return false;
  return link.sequence === other.sequence || link.previousHash === other.previousHash;
}

/** It follows one that was made after it. What was made before the key may come back at any time (SPEC.md, "Journal"). */
function isReordered(link: Link, links: ReadonlyMap<string, Link>, key: KnownKey | undefined): boolean {
  const before = links.get(link.previousHash);
  return before !== undefined && link.sequence <= before.sequence && link.sequence > (key?.since ?? 0);
}

/** What should have come before a link and has not; null when nothing is missing. */
function missingBefore(
  link: Link,
  links: ReadonlyMap<string, Link>,
  key: KnownKey | undefined,
  arrived: Decided,
): Missing | null {
  const first = link.previousHash === link.keyId;
  const before = links.get(link.previousHash);
  // What was made before the key, or left out when it was made, is not asked for.
  const since = key?.since ?? link.sequence - 1;
  if (!first && before === undefined) {
    return { hash: link.previousHash, sequences: between(since, link.sequence, arrived) };
  }
  const sequences = between(Math.max(since, before?.sequence ?? 0), link.sequence, arrived);
  return sequences.length === 0 ? null : { hash: null, sequences };
}

/** The intervals of (from, until) that are not in a set. */
function between(from: number, until: number, set: Decided): Decided {
  const missing: [number, number][] = [];
  let next = from + 1;
  for (const [a, b] of set) {
    if (b < next) continue;
    if (a >= until) break;
    if (a > next) missing.push([next, a - 1]);
    next = Math.max(next, b + 1);
  }
  if (next < until) missing.push([next, until - 1]);
  return missing;
}

function covers(set: Decided, from: number, until: number): boolean {
  return set.some(([a, b]) => a <= from && until <= b);
}
