import { useLiveQuery } from "dexie-react-hooks";
import type { Table } from "dexie";
import { database } from "./sync/local-database.ts";

interface Setting {
  readonly key: string;
  readonly value: unknown;
}

const settings = database.table("setting") as Table<Setting, string>;

/** A named setting of this tablet; `accepts` tells a value of the right shape, anything else reads as `otherwise`. */
export interface SettingKind<Value> {
  readonly key: string;
  readonly accepts: (value: unknown) => value is Value;
  readonly otherwise: Value;
}

/** Reads a setting of this tablet. */
export async function readSetting<Value>({ key, accepts, otherwise }: SettingKind<Value>): Promise<Value> {
  const value = (await settings.get(key))?.value;
  return accepts(value) ? value : otherwise;
}

/** Keeps a setting on this tablet. */
export async function writeSetting<Value>({ key }: SettingKind<Value>, value: Value): Promise<void> {
  await settings.put({ key, value });
}

/** A setting of this tablet, kept up to date; undefined while it is being read. */
export function useSetting<Value>(kind: SettingKind<Value>): Value | undefined {
  return useLiveQuery(() => readSetting(kind), [kind.key]);
}
