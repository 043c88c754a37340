import type { TenantTransaction } from "@balcao/db/connect";
import { v7 as uuidv7 } from "uuid";

/** The brands or categories of an organization, with those that a file adds. */
export interface Names {
  /** The id of a name, an existing one's where it differs in letter case at most; a new name gets a new id. */
  readonly idOf: (name: string) => string;
  readonly added: ReadonlyMap<string, string>;
}

/** Loads what there is; `idOf` collects what has to be added. */
export async function loadNames({ client }: TenantTransaction, table: "brand" | "category"): Promise<Names> {
  const { rows } = await client.query<{ id: string; name: string }>(`SELECT id, name FROM ${table} ORDER BY id`);
  const ids = new Map<string, string>();
  for (const { id, name } of rows) if (!ids.has(keyOf(name))) ids.set(keyOf(name), id);
  const added = new Map<string, string>();
  return {
    added,
    idOf: (name) => {
      const known = ids.get(keyOf(name));
      if (known !== undefined) return known;
      const id = uuidv7();
      ids.set(keyOf(name), id);
      added.set(id, name);
      return id;
    },
  };
}

function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
