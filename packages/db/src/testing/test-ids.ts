import { createHash } from "node:crypto";

const kinds = {
  organization: "100",
  store: "200",
  device: "300",
  operator: "400",
  person: "500",
  account: "501",
  member: "502",
  category: "600",
  brand: "601",
  product: "700",
  priceList: "800",
  chainPrice: "801",
  storePrice: "802",
  customer: "900",
  movement: "a00",
} as const;

export type TestKind = keyof typeof kinds;

/** The first three groups of every id of a kind in a chain, the same at every run; the last one counts. */
export function idPrefix(chain: number, kind: TestKind): string {
  return `0197a000-${chain.toString(16).padStart(4, "0")}-7${kinds[kind]}-8000-`;
}

/** The id of the n-th row of a kind in a chain: UUIDv7 in form, the same at every run. */
export function testId(chain: number, kind: TestKind, n: number): string {
  return idPrefix(chain, kind) + n.toString(16).padStart(12, "0");
}

/** The token of the n-th device of a chain, as it stands in the cookie. */
export function testDeviceToken(chain: number, n: number): string {
  return createHash("sha256").update(`device ${chain} ${n}`).digest("base64url");
}
