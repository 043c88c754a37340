import { argon2Verify } from "hash-wasm";

/** The only form in which the server stores a PIN (apps/api/src/kernel/secret-hash.ts), within what a tablet can afford. */
const form = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$[\w+/]{11,86}\$[\w+/]{22,86}$/;
/** In KiB: three times what the server asks for. */
const mostMemory = 65_536;

/** Whether a PIN belongs to a hash (Argon2id as a PHC string); false for a hash of another form. Takes about 0.1 s at a desk. */
export async function verifyPin(pin: string, hash: string): Promise<boolean> {
  const [, memory] = form.exec(hash) ?? [];
  if (pin === "" || memory === undefined || Number(memory) > mostMemory) return false;
  return argon2Verify({ password: pin.normalize("NFKC"), hash });
}
