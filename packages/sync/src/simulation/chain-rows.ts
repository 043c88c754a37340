import type { Sealed } from "../chain.ts";
import { type Decided, withDecided } from "../decided.ts";
import {
  askedOf,
  type ChainNews,
  type Fault,
  type KnownChain,
  type KnownKey,
  type Link,
  type OpenGap,
} from "../server/check-chain.ts";
import type { Transaction } from "./transaction.ts";

/** A fault as the model's database keeps it. */
export interface StoredFault extends Fault {
  readonly deviceId: string;
  readonly healed: boolean;
}

interface ChainRow {
  readonly keys: readonly (readonly [string, KnownKey])[];
  readonly arrived: Decided;
  readonly gaps: readonly OpenGap[];
}

const nothing: ChainRow = { keys: [], arrived: [], gaps: [] };

/** What the tables of apps/api/src/features/sync/chain-store.ts come to. */
export function readChain(
  transaction: Transaction,
  deviceId: string,
  decided: Decided,
  commands: readonly Sealed[],
): KnownChain {
  const { keys, arrived, gaps } = chainOf(transaction, deviceId);
  const { hashes, sequences } = askedOf(commands);
  const places = [...hashes.flatMap((hash) => [`is ${hash}`, `after ${hash}`]), ...sequences.map((n) => `at ${n}`)];
  const links = places.flatMap((place) => linksAt(transaction, deviceId, place));
  const receipts = sequences.map((n) => [n, receiptsAt(transaction, deviceId, n)] as const);
  return { keys: new Map(keys), arrived, gaps, decided, links, places: new Map(receipts) };
}

/** Notes which command was decided in a place of a device's chain. */
export async function writePlace(
  transaction: Transaction,
  deviceId: string,
  sequence: number,
  commandId: string,
): Promise<void> {
  const ids = [...receiptsAt(transaction, deviceId, sequence), commandId];
  await transaction.write("place", `${deviceId} ${sequence}`, { ids });
}

function receiptsAt(transaction: Transaction, deviceId: string, sequence: number): readonly string[] {
  const found = transaction.read("place", `${deviceId} ${sequence}`) as { readonly ids: readonly string[] } | null;
  return found?.ids ?? [];
}

/** Writes what a push added to a device's chain. */
export async function writeChain(transaction: Transaction, deviceId: string, news: ChainNews): Promise<void> {
  for (const link of news.links) {
    for (const place of [`is ${link.hash}`, `after ${link.previousHash}`, `at ${link.sequence}`]) {
      const links = [...linksAt(transaction, deviceId, place), link];
      await transaction.write("link", `${deviceId} ${place}`, { links });
    }
  }
  const before = chainOf(transaction, deviceId);
  const gaps: OpenGap[] = before.gaps.filter(({ id }) => !news.healed.includes(id));
  for (const fault of news.faults) {
    const id = `${deviceId} ${fault.kind} ${fault.commandId}`;
    if (transaction.read("fault", id) !== null) continue;
    await transaction.write("fault", id, { ...fault, deviceId, healed: false });
    if (fault.missing !== null)
      gaps.push({ id, commandId: fault.commandId, sequence: fault.sequence, ...fault.missing });
  }
  for (const id of news.healed) {
    await transaction.write("fault", id, { ...transaction.read("fault", id), healed: true });
  }
  await transaction.write("chain", deviceId, {
    keys: [...new Map<string, KnownKey>([...before.keys, ...news.keys])],
    arrived: withDecided(before.arrived, news.arrived),
    gaps,
  });
}

function chainOf(transaction: Transaction, deviceId: string): ChainRow {
  return (transaction.read("chain", deviceId) as ChainRow | null) ?? nothing;
}

function linksAt(transaction: Transaction, deviceId: string, place: string): readonly Link[] {
  const found = transaction.read("link", `${deviceId} ${place}`) as { readonly links: readonly Link[] } | null;
  return found?.links ?? [];
}
