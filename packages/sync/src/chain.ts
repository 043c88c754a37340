import { canonical } from "./canonical.ts";
import type { Json } from "./protocol.ts";

/** The public half of a device's key: a JWK of these four members and no others. */
export interface PublicKey {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
}

/** A key as its device tells of it. */
export interface OfferedKey {
  readonly publicKey: PublicKey;
  /** The largest sequence in use when the key was made: from there on none is left out. */
  readonly since: number;
}

/** A command as far as the chain looks at it: whatever fields it has, all of them are signed. */
export type Sealed = Readonly<Record<string, Json>> & {
  readonly id: string;
  readonly deviceId: string;
  readonly sequence: number;
  readonly previousHash: string | null;
  readonly signature: string | null;
};

/** What a device signs of a command: everything but the signature. */
export function signedText(command: object): string {
  return canonical({ ...command, signature: undefined } as never);
}

/** What the hash of a command is taken over: everything, with the signature. */
export function linkText(command: object): string {
  return canonical(command as Json);
}

/** What a key's id is the SHA-256 of (RFC 7638). The first command under a key has that id as its `previousHash`. */
export function keyText({ kty, crv, x, y }: PublicKey): string {
  return canonical({ kty, crv, x, y });
}

/** `<key id>.<signature>`: which key to look at, and what it signed. */
export function joinSignature(keyId: string, signature: string): string {
  return `${keyId}.${signature}`;
}

/** The halves of a signature; null when it is none. */
export function splitSignature(text: string): { readonly keyId: string; readonly signature: string } | null {
  const [, keyId, signature] = /^([\w-]{43})\.([\w-]{86})$/.exec(text) ?? [];
  return keyId === undefined || signature === undefined ? null : { keyId, signature };
}
