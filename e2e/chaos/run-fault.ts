import { checkServer } from "./checks.ts";
import type { Fault } from "./fault.ts";
import { checkRefused, settle, settleLimit } from "./settle.ts";
import type { Shop } from "./shop.ts";
import type { Violation } from "./violation.ts";

export interface Round {
  /** Milliseconds from the moment the fault was healed until everything had come together. */
  readonly recovery: number;
  readonly violations: readonly Violation[];
}

/** What one fault came to. */
export interface Outcome {
  readonly fault: string;
  readonly breaks: string;
  readonly rounds: readonly Round[];
  /** Sales that were acknowledged meanwhile. */
  readonly sales: number;
  readonly seconds: number;
  /** Why it ended early, if it did. */
  readonly ended?: string;
}

/** Strikes once, waits until all has come together, and checks everything. */
export async function runRound(shop: Shop, fault: Fault, round: number, limit: number = settleLimit): Promise<Round> {
  await fault.strike(shop, round);
  const healed = performance.now();
  const unsettled = await settle(shop, fault.limit ?? limit);
  const recovery = performance.now() - healed;
  return { recovery, violations: [...unsettled, ...(await checkServer(shop)), ...(await checkRefused(shop))] };
}

/** Runs a fault's rounds in one shop. The first violation ends it: what comes after one would be counted again. */
export async function runFault(shop: Shop, fault: Fault, count: number, stop: AbortSignal): Promise<Outcome> {
  const started = performance.now();
  const before = acknowledged(shop);
  const rounds: Round[] = [];
  let ended: string | undefined;
  try {
    // A shop that has just opened is still fetching its first copies.
    await settle(shop);
    while (rounds.length < count && !stop.aborted && rounds.every(({ violations }) => violations.length === 0))
      rounds.push(await runRound(shop, fault, rounds.length));
  } catch (error) {
    ended = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return {
    fault: fault.name,
    breaks: fault.breaks,
    rounds,
    sales: acknowledged(shop) - before,
    seconds: (performance.now() - started) / 1000,
    ...(ended === undefined ? {} : { ended }),
  };
}

const acknowledged = ({ ledger }: Shop) => ledger.sales.length + ledger.queued.length + ledger.receipts.length;
