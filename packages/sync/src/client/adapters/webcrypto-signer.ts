import type { Signer } from "../ports.ts";

type Subtle = typeof globalThis.crypto.subtle;
type PrivateKey = Parameters<Subtle["sign"]>[1];

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const encoder = new TextEncoder();

/** Signs with a key that the browser keeps and does not give away; null where the browser has no WebCrypto. */
export function webCryptoSigner(): Signer | null {
  // Only pages of a secure origin have it.
  const subtle = globalThis.crypto.subtle as Subtle | undefined;
  if (subtle === undefined) return null;
  return {
    createKey: async () => {
      const { publicKey, privateKey } = await subtle.generateKey(algorithm, false, ["sign", "verify"]);
      const { x = "", y = "" } = await subtle.exportKey("jwk", publicKey);
      return { publicKey: { kty: "EC", crv: "P-256", x, y }, handle: privateKey };
    },
    sign: async (handle, text) => base64Url(await subtle.sign(algorithm, handle as PrivateKey, encoder.encode(text))),
    hash: async (text) => base64Url(await subtle.digest("SHA-256", encoder.encode(text))),
  };
}

function base64Url(buffer: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
