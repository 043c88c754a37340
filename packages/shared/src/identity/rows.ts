import type { Role } from "./permissions.ts";

/** A person who may act on this store's devices. `pinHash` is an Argon2id string in PHC format, null until a PIN is set. */
export interface OperatorRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly pinHash: string | null;
}
