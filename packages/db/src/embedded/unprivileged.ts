import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chownSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";

/** Who runs PostgreSQL, and where its files may lie. */
export interface Housing {
  /** Absent when the current user may run it. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly folder: string;
}

/**
 * PostgreSQL refuses to run as root. For root this finds an unprivileged account and a folder that it can enter: the
 * wanted one, or, when a parent is closed to it, one under /var/lib with a link to it from the wanted place.
 */
export function findHousing(wanted: string): Housing {
  if (process.getuid?.() !== 0) return { folder: wanted };
  const owner = findAccount();
  mkdirSync(wanted, { recursive: true });
  const folder = canEnter(path.dirname(wanted), owner) ? wanted : besideSystem(wanted);
  mkdirSync(folder, { recursive: true });
  chownSync(folder, owner.uid, owner.gid);
  return { owner, folder };
}

function findAccount(): { uid: number; gid: number } {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find(([candidate]) => candidate === name);
    if (account !== undefined) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error(
    "Running as root, and there is no account `postgres` or `nobody` to run PostgreSQL as. Set DATABASE_URL.",
  );
}

function canEnter(folder: string, { uid, gid }: { uid: number; gid: number }): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { uid, gid, stdio: "ignore" }).status === 0;
}

function besideSystem(wanted: string): string {
  const name = createHash("sha256").update(wanted).digest("hex").slice(0, 12);
  const folder = `/var/lib/balcao/${name}`;
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  const link = path.join(wanted, "moved-to");
  if (!existsSync(link)) symlinkSync(folder, link);
  return folder;
}
