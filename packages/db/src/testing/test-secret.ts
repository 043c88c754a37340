import { argon2Sync } from "node:crypto";

/** The PIN of every operator of a test chain. */
export const testPin = "2580";

/** The password of every login of a test chain. */
export const testPassword = "correct-horse-battery";

/** A real Argon2id hash at Argon2's lowest cost, so that tests do not wait for it. The salt is fixed. */
export function cheapHash(secret: string): string {
  const nonce = Buffer.from("balcao test salt");
  const tag = argon2Sync("argon2id", { message: secret, nonce, parallelism: 1, tagLength: 32, memory: 8, passes: 1 });
  const text = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
  return `$argon2id$v=19$m=8,t=1,p=1$${text(nonce)}$${text(tag)}`;
}
