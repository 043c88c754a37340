import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useNow } from "../../kernel/use-now.ts";
import { useSyncStatus } from "../../kernel/sync/use-sync-status.ts";
import { readKnowledge } from "./local.ts";

/** How old what this tablet knows of prices and levels is. */
export interface Knowledge {
  /** In words: "agora", "há 2 h". Null before the server ever answered. */
  readonly age: string | null;
  /** It is kept up to date right now. */
  readonly fresh: boolean;
  /** The first copy is still coming. */
  readonly loading: boolean;
}

/** What the tablet knows of the server's side, kept up to date. */
export function useKnowledge(): Knowledge {
  const format = useFormat();
  const now = useNow();
  const { connectivity } = useSyncStatus();
  const read = useLiveQuery(readKnowledge);
  const fresh = connectivity === "live";
  const at = fresh ? now : (read?.lastAnswer ?? null);
  return { age: at === null ? null : format.age(at, now), fresh, loading: read !== undefined && !read.complete };
}
