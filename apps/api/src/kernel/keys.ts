import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Keys {
  /** Signs the cookies of people's sessions. */
  readonly authSecret: string;
  /** 32 bytes each in base64url, the newest first (field-encryption.ts). */
  readonly fieldKeys: readonly string[];
}

/** The keys that were given, or those under `<dataFolder>/keys`, made at the first start and readable by their owner only. */
export function loadKeys(
  dataFolder: string,
  given: { authSecret: string | undefined; fieldKeys: readonly string[] | undefined },
): Keys {
  const folder = path.join(dataFolder, "keys");
  return {
    authSecret: given.authSecret ?? keep(folder, "auth.key"),
    fieldKeys: given.fieldKeys ?? keep(folder, "field.key").split("\n"),
  };
}

function keep(folder: string, name: string): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) make(folder, file);
  const key = readFileSync(file, "utf8").trim();
  if (key.length < 43)
    throw new Error(`${file} does not hold a key. Restore it from a backup: without it, what it protects is lost.`);
  return key;
}

/** Written aside and linked into place: of two processes that start at once, both read the same whole key. */
function make(folder: string, file: string): void {
  // The data folder itself stays open to be entered: the database may run as another account in it.
  mkdirSync(path.dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside);
  }
}
