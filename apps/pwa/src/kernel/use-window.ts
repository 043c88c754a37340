import { useLiveQuery } from "dexie-react-hooks";
import { useCallback, useState } from "react";

/** Rows are read in stretches of this length, so that scrolling a little reads nothing. */
const stretch = 100;

/** A long local list of which only what is in sight has been read. Fits ui/table's DataTable. */
export interface Window<Row> {
  /** How many rows there are in all; undefined while they are being counted. */
  readonly count: number | undefined;
  readonly rowAt: (index: number) => Row | undefined;
  /** Tells which rows are in sight. */
  readonly onRange: (first: number, last: number) => void;
}

/** Where the rows come from. `version` names the list: another one begins anew. */
export interface WindowSource<Row> {
  readonly version: string;
  readonly count: () => Promise<number>;
  readonly read: (from: number, count: number) => Promise<readonly Row[]>;
}

/** Follows the stretch of a local list that is in sight, and its length. */
export function useWindow<Row>({ version, count, read }: WindowSource<Row>): Window<Row> {
  const [range, setRange] = useState({ from: 0, until: stretch });
  const total = useLiveQuery(count, [version]);
  const seen = useLiveQuery(
    async () => ({ version, from: range.from, rows: await read(range.from, range.until - range.from) }),
    [version, range.from, range.until],
  );
  const onRange = useCallback((first: number, last: number) => {
    const from = Math.max(0, Math.floor(first / stretch) - 1) * stretch;
    const until = (Math.floor(last / stretch) + 2) * stretch;
    setRange((known) => (known.from === from && known.until === until ? known : { from, until }));
  }, []);
  const rowAt = (index: number) => (seen?.version === version ? seen.rows[index - seen.from] : undefined);
  return { count: total, rowAt, onRange };
}
