import type { TenantTransaction } from "@balcao/db/connect";

/** Writes rows of one kind, many in one statement. */
export interface BatchWriter<Row> {
  readonly write: (tx: TenantTransaction, rows: readonly Row[]) => Promise<void>;
}

/**
 * Rows that a transaction will write before it commits, gathered by kind: a push of a hundred sales inserts them, their
 * lines and their movements in one statement each. Whoever decides by such rows asks for what is gathered as well.
 */
export class WriteBatch {
  readonly #gathered = new Map<BatchWriter<unknown>, unknown[]>();

  /** Gathers a row. Kinds are written in the order in which their first row came. */
  add<Row>(writer: BatchWriter<Row>, row: Row): void {
    const key = writer as BatchWriter<unknown>;
    const rows = this.#gathered.get(key);
    if (rows === undefined) this.#gathered.set(key, [row]);
    else rows.push(row);
  }

  /** What is gathered of a kind and not written yet. */
  gathered<Row>(writer: BatchWriter<Row>): readonly Row[] {
    return (this.#gathered.get(writer as BatchWriter<unknown>) ?? []) as Row[];
  }

  /** Writes everything that is gathered. */
  async flush(tx: TenantTransaction): Promise<void> {
    const kinds = [...this.#gathered];
    this.#gathered.clear();
    for (const [writer, rows] of kinds) await writer.write(tx, rows);
  }

  /** Forgets what is gathered: the command it came from has failed. */
  discard(): void {
    this.#gathered.clear();
  }
}
