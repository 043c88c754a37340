import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Personal data at rest. `place` names the field and row (`customer.document:<id>`): a value moved elsewhere does not open. */
export interface FieldEncryption {
  readonly seal: (plain: string, place: string) => Buffer;
  /** The plain text; throws when the bytes were changed, moved, or sealed with a key that is not here. */
  readonly open: (sealed: Buffer, place: string) => string;
  /** HMAC-SHA-256 for finding a value exactly. `domain` names the field, so that equal values of two fields differ. */
  readonly blindIndex: (plain: string, domain: string) => Buffer;
}

const format = 1;
const idLength = 4;
const ivLength = 12;
const tagLength = 16;
const headLength = 1 + idLength + ivLength;

/**
 * AES-256-GCM per field: format (1 byte), key id (4), nonce (12), ciphertext, tag (16). `keys` are 32 bytes each in
 * base64url, the newest first: it seals, all open. The oldest one, the last, makes the blind index, which must not change
 * with a new key.
 */
export function createFieldEncryption(keys: readonly string[]): FieldEncryption {
  const ring = keys.map(toKey);
  const [sealing] = ring;
  const oldest = ring.at(-1);
  if (sealing === undefined || oldest === undefined) throw new Error("field encryption needs a key");
  const indexKey = derive(oldest.root, "balcao blind index");
  return {
    seal(plain, place) {
      const head = Buffer.concat([Buffer.from([format]), sealing.id, randomBytes(ivLength)]);
      const cipher = createCipheriv("aes-256-gcm", sealing.cipherKey, head.subarray(-ivLength)).setAAD(
        associated(head, place),
      );
      return Buffer.concat([head, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, place) {
      if (sealed.length < headLength + tagLength || sealed[0] !== format) throw new Error("not a sealed field");
      const head = sealed.subarray(0, headLength);
      const key = ring.find(({ id }) => id.equals(head.subarray(1, 1 + idLength)));
      if (key === undefined) throw new Error("the key of a sealed field is missing from FIELD_KEY");
      const decipher = createDecipheriv("aes-256-gcm", key.cipherKey, head.subarray(-ivLength), {
        authTagLength: tagLength,
      })
        .setAAD(associated(head, place))
        .setAuthTag(sealed.subarray(-tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(headLength, -tagLength)), decipher.final()]).toString(
        "utf8",
      );
    },
    blindIndex: (plain, domain) => createHmac("sha256", indexKey).update(`${domain}\0${plain}`).digest(),
  };
}

function associated(head: Buffer, place: string): Buffer {
  return Buffer.concat([head.subarray(0, 1 + idLength), Buffer.from(place, "utf8")]);
}

function toKey(text: string) {
  const root = Buffer.from(text, "base64url");
  if (root.length !== 32) throw new Error("a field key has 32 bytes in base64url");
  return {
    root,
    id: createHash("sha256").update("balcao key id").update(root).digest().subarray(0, idLength),
    cipherKey: derive(root, "balcao field"),
  };
}

/** HKDF-SHA-256 (RFC 5869): one root, a separate key for each purpose. */
function derive(root: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", root, Buffer.alloc(0), purpose, 32));
}
