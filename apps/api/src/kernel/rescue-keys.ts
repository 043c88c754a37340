import { createECDH, createHash, hkdfSync } from "node:crypto";
import type { RescueKey } from "@balcao/sync/rescue";

/** The keys that rescue files are sealed for and opened with; each organization has its own. */
export interface RescueKeys {
  /** What tablets of the organization seal with. */
  readonly sealingKey: (organizationId: string) => RescueKey;
  /** The private key of an id, as a JSON Web Key; null when it is none of the organization's. */
  readonly openingKey: (organizationId: string, kid: string) => OpeningKey | null;
}

export type OpeningKey = RescueKey & { readonly d: string };

/** Order of the group of P-256 (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Key pairs on P-256, made from the field keys (32 bytes each in base64url, the newest first: it seals, all open). They are
 * kept, backed up and changed with those, and nothing else has to be.
 */
export function createRescueKeys(fieldKeys: readonly string[]): RescueKeys {
  const pairs = (organizationId: string) => fieldKeys.map((root) => keyPair(root, organizationId));
  return {
    sealingKey(organizationId) {
      const [newest] = pairs(organizationId);
      if (newest === undefined) throw new Error("rescue files need a field key");
      const { d: _, ...key } = newest;
      return key;
    },
    openingKey: (organizationId, kid) => pairs(organizationId).find((pair) => pair.kid === kid) ?? null,
  };
}

/** 48 bytes of HKDF-SHA-256 (RFC 5869), reduced to a scalar with no bias that matters (FIPS 186-5, A.2.1). */
function keyPair(root: string, organizationId: string): OpeningKey {
  const bits = hkdfSync(
    "sha256",
    Buffer.from(root, "base64url"),
    Buffer.alloc(0),
    `balcao rescue ${organizationId}`,
    48,
  );
  const scalar = (BigInt(`0x${Buffer.from(bits).toString("hex")}`) % (order - 1n)) + 1n;
  const secret = Buffer.from(scalar.toString(16).padStart(64, "0"), "hex");
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(secret);
  // 0x04, then x and y.
  const point = curve.getPublicKey();
  const shape = { crv: "P-256", kty: "EC", x: text(point.subarray(1, 33)), y: text(point.subarray(33)) } as const;
  // RFC 7638: the required members in this order, without spaces.
  const kid = text(createHash("sha256").update(JSON.stringify(shape)).digest());
  return { ...shape, kid, d: text(secret) };
}

function text(bytes: Buffer): string {
  return bytes.toString("base64url");
}
