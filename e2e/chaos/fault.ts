import type { Shop } from "./shop.ts";

/** One thing that breaks in a shop, again and again. */
export interface Fault {
  readonly name: string;
  /** What it does, in one sentence, for the report. */
  readonly breaks: string;
  /** How many rounds a full run has, and how many `npm test` runs: none where a browser must start. */
  readonly rounds: { readonly full: number; readonly share: number };
  /** What of the shop lies on a disk that can be filled up, where the fault does that. */
  readonly smallDisk?: "browser" | "server";
  /** How long everything may take to come together, where it is not the usual minute: in milliseconds. */
  readonly limit?: number;
  /**
   * Sells, breaks the thing meanwhile, and makes it whole again: resolves then, and the clock of recovery starts. Throws
   * when the fault did not strike; such a round proves nothing.
   */
  readonly strike: (shop: Shop, round: number) => Promise<void>;
}

/** A fault that should have struck did not: the round is void, and so is the run. */
export class DidNotStrike extends Error {
  override readonly name = "DidNotStrike";
}
