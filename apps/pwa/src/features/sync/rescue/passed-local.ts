import { type RescueHead, readRescueHead } from "@balcao/sync/rescue";
import type { Table } from "dexie";
import { database } from "../../../kernel/sync/local-database.ts";

/** A rescue file of another tablet, on its way to the server through this one. */
export interface PassedFile {
  readonly id: string;
  readonly head: RescueHead;
  readonly text: string;
  /** Who asked for it. */
  readonly operatorId: string;
  /** ISO 8601. */
  readonly at: string;
  /** `refused`: by a registry code; the file stays until somebody takes it off the list. */
  readonly state: "waiting" | "sent" | "refused";
  readonly code: string | null;
  /** What the server newly recorded, and what it did not accept. */
  readonly applied: number;
  readonly lacking: number;
}

const files = database.table("passed_file") as Table<PassedFile, string>;

/** Keeps a file until the server has it. Null when it is no rescue file. */
export async function keepPassedFile(text: string, operatorId: string): Promise<PassedFile | null> {
  const head = readRescueHead(text);
  if (head === null) return null;
  const file: PassedFile = {
    // The same file twice is one.
    id: await idOf(text),
    head,
    text,
    operatorId,
    at: new Date().toISOString(),
    state: "waiting",
    code: null,
    applied: 0,
    lacking: 0,
  };
  await files.put(file);
  return file;
}

/** The files that were brought here, the newest first. */
export async function readPassedFiles(): Promise<readonly PassedFile[]> {
  const all = await files.toArray();
  return all.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** Those that the server does not have yet. */
export function readWaitingFiles(): Promise<readonly PassedFile[]> {
  return files.where("state").equals("waiting").toArray();
}

/** Notes what became of a file. The text of one that the server has whole is not needed any more. */
export async function settlePassedFile(id: string, change: Partial<PassedFile>): Promise<void> {
  const whole = change.state === "sent" && change.lacking === 0;
  await files.update(id, whole ? { ...change, text: "" } : change);
}

/** Takes a file off the list. */
export async function forgetPassedFile(id: string): Promise<void> {
  await files.delete(id);
}

async function idOf(text: string): Promise<string> {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
