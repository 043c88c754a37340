import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { PublicKey } from "@balcao/sync/chain";

/** Whether a key has signed a text, by ECDSA over P-256 and SHA-256; in libuv's threads, so that others are served meanwhile. */
export function verifySignature(publicKey: PublicKey, text: string, signature: string): Promise<boolean> {
  const key = toKey(publicKey);
  if (key === null) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  verify(
    "sha256",
    Buffer.from(text),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
    (error, verified) => resolve(error === null && verified),
  );
  return promise;
}

/** Null for a point that is not on the curve. */
function toKey(publicKey: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key: { ...publicKey }, format: "jwk" });
  } catch {
    return null;
  }
}
