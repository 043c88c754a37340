import { useLiveQuery } from "dexie-react-hooks";
import { listOperators } from "./local.ts";

const nobody: ReadonlyMap<string, string> = new Map();

/** The names of the operators who work in this store, by id; of others nothing is known here. */
export function useOperatorNames(): ReadonlyMap<string, string> {
  const names = useLiveQuery(async () => new Map((await listOperators()).map(({ id, name }) => [id, name])));
  return names ?? nobody;
}

/** The name of one of them, or null when nobody of that id works here (any more) or it is not read yet. */
export function useOperatorName(id: string): string | null {
  return useOperatorNames().get(id) ?? null;
}
