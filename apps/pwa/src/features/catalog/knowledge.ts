import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useNow } from "../../kernel/use-now.ts";
import { syncStatus } from "../../kernel/sync/runtime.ts";
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

/** Until when the socket was known to stand, by the tablet's clock, ISO 8601: until then nothing was missed. */
let liveUntil = "";
let wasLive = false;

syncStatus.subscribe(() => {
  if (wasLive) liveUntil = new Date().toISOString();
  wasLive = syncStatus.get().connectivity === "live";
});

/** What the tablet knows of the server's side, kept up to date. */
export function useKnowledge(): Knowledge {
  const format = useFormat();
  const now = useNow();
  const { connectivity } = useSyncStatus();
  const read = useLiveQuery(readKnowledge);
  const fresh = connectivity === "live";
  const answered = read?.lastAnswer ?? "";
  const known = liveUntil > answered ? liveUntil : answered;
  const at = fresh ? now : known;
  return { age: at === "" ? null : format.age(at, now), fresh, loading: read !== undefined && !read.complete };
}
