import type { DeviceIdentity } from "@balcao/sync/client/ports";

/** What this browser holds that an enrolment must not lose. */
export interface LocalStanding {
  /** Which tablet it is already; null for none. */
  readonly identity: DeviceIdentity | null;
  /** Commands the server has not decided. */
  readonly unsent: number;
  readonly refused: number;
}

/**
 * What an enrolment may do with this browser.
 *
 * - `new`: it becomes a tablet that it was not
 * - `same`: it stays the tablet it is, with its unsent commands; the server gives it a new key
 * - `held`: what it holds belongs to another store or chain and would be sent in the wrong name
 */
export type EnrolStanding =
  | { readonly kind: "new" }
  | { readonly kind: "same"; readonly identity: DeviceIdentity }
  | { readonly kind: "held"; readonly identity: DeviceIdentity; readonly entries: number };

/**
 * Decides about an enrolment into a store. In another chain the old device cannot go on, and its refused commands would
 * be shown to strangers; in another store of the same chain only what is unsent would go astray.
 */
export function enrolStanding(
  { identity, unsent, refused }: LocalStanding,
  organizationId: string,
  storeId: string,
): EnrolStanding {
  if (identity === null) return { kind: "new" };
  const sameChain = identity.organizationId === organizationId;
  const astray = identity.storeId === storeId ? 0 : unsent;
  const entries = sameChain ? astray : unsent + refused;
  if (entries > 0) return { kind: "held", identity, entries };
  return sameChain ? { kind: "same", identity } : { kind: "new" };
}
