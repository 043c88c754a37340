import { createHash } from "node:crypto";
import type { Signer } from "../client/ports.ts";
import type { Verify } from "../server/check-chain.ts";
import type { Random } from "./random.ts";

const digest = (name: string, text: string) => createHash(name).update(text).digest("base64url");

/**
 * Stands for WebCrypto: fast, and the same at every run of a seed. Like ECDSA it signs one text differently each time:
 * 22 characters of luck, and a hash over them, the key and the text.
 */
export function simulatedSigner(random: Random): Signer {
  const luck = () => digest("sha256", String(random.next())).slice(0, 22);
  return {
    createKey: async () => {
      const x = digest("sha256", luck());
      return { publicKey: { kty: "EC", crv: "P-256", x, y: digest("sha256", x) }, handle: { x } };
    },
    sign: async (handle, text) => mark((handle as { readonly x: string }).x, luck(), text),
    hash: async (text) => digest("sha256", text),
  };
}

/** Whether the stand-in of a key has signed a text. */
export const verifySimulated: Verify = async ({ x }, text, signature) =>
  signature === mark(x, signature.slice(0, 22), text);

function mark(x: string, nonce: string, text: string): string {
  return nonce + digest("sha512", `${x} ${nonce} ${text}`).slice(0, 64);
}
