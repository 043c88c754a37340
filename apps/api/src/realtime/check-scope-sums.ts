import type { Connection } from "@balcao/db/connect";

/** A scope whose sum is not that of its rows in the change feed. */
export interface WrongSum {
  readonly scope: string;
  /** Rows of the feed less rows of the sum; 0 when only versions differ. */
  readonly rowsOff: number;
}

/** Compares the sum of every scope with its rows in the change feed, all of which it reads, and puts it right when asked. */
export async function checkScopeSums({ pool }: Connection, repair: boolean): Promise<readonly WrongSum[]> {
  const { rows } = await pool.query<{ scope: string; rows_off: string }>(
    "SELECT scope, rows_off FROM scope_sum_check($1) ORDER BY scope",
    [repair],
  );
  return rows.map(({ scope, rows_off }) => ({ scope, rowsOff: Number(rows_off) }));
}
