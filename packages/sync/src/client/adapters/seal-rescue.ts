import { FlattenedEncrypt, importJWK } from "jose";
import { type RescueContent, type RescueHead, type RescueKey, rescueType } from "../../rescue.ts";

/**
 * Writes a rescue file: a JSON Web Encryption (RFC 7516, flattened) whose content key is fresh, and wrapped for the
 * organization's key. Whoever finds the file learns from it which tablet it comes from and how much it holds; only the
 * server opens it.
 */
export async function sealRescue(key: RescueKey, head: RescueHead, content: RescueContent): Promise<string> {
  const sealed = await new FlattenedEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({
      alg: "ECDH-ES+A256KW",
      enc: "A256GCM",
      zip: "DEF",
      typ: rescueType,
      kid: key.kid,
      rescue: head,
    })
    .encrypt(await importJWK({ ...key }, "ECDH-ES+A256KW"));
  return `${JSON.stringify(sealed)}\n`;
}
