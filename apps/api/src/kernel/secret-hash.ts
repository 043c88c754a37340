import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/**
 * OWASP's first choice for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. Passwords and PINs
 * use the same. A tablet checks a PIN with WebAssembly: 0.1 s on the machine where the server needs 0.06 s, so that a
 * tablet eight times slower still answers within a second, and 19 MiB are there on any tablet.
 */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

/** Most that a stored hash may ask for, so that a forged one cannot exhaust the server. */
const ceiling = { memory: 65_536, passes: 10, parallelism: 4 } as const;

/** Argon2id of a password or PIN, as a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`) with a fresh salt. */
export async function hashSecret(secret: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive("argon2id", { message: secret.normalize("NFKC"), nonce, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/** Whether a secret belongs to a PHC string of Argon2id; false for a string of another form. */
export async function verifySecret(secret: string, phc: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,86})\$([\w+/]{22,86})$/.exec(phc);
  if (parts === null) return false;
  const [memory = 0, passes = 0, parallelism = 0] = parts.slice(1, 4).map(Number);
  if (memory > ceiling.memory || passes > ceiling.passes || parallelism > ceiling.parallelism) return false;
  // Argon2's own floor (RFC 9106, 3.1).
  if (parallelism < 1 || passes < 1 || memory < 8 * parallelism) return false;
  const expected = Buffer.from(parts[5] ?? "", "base64");
  const tag = await derive("argon2id", {
    message: secret.normalize("NFKC"),
    nonce: Buffer.from(parts[4] ?? "", "base64"),
    tagLength: expected.length,
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(tag, expected);
}

/** PHC strings carry base64 without padding (github.com/P-H-C/phc-string-format). */
function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
