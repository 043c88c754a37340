/** The receipt that a tablet gave last, and the sequence of the command that it was given with or right before. */
export interface LastReceipt {
  readonly deviceId: string;
  readonly receipt: number;
  readonly sequence: number;
}

/** What a tablet knows of its receipts. */
export interface ReceiptFacts {
  readonly deviceId: string;
  /** The sequence of its last command; 0 for none. */
  readonly sequence: number;
  readonly last: LastReceipt;
  /** Its commands behind `last` that are still on the tablet and were no sale. */
  readonly others: number;
}

/** Before the first. */
export const noReceipt: LastReceipt = { deviceId: "", receipt: 0, sequence: 0 };

/**
 * The number of the next receipt: one more than the last, when every command since then is known to have been no sale.
 * After the loss of the database nobody knows; then it is the number of the next command. Every receipt took a command,
 * so that none has gone beyond it: numbers may be left out there, and none is given twice.
 */
export function nextReceipt({ deviceId, sequence, last, others }: ReceiptFacts): LastReceipt {
  const known = sequence - last.sequence === others;
  return { deviceId, receipt: known ? last.receipt + 1 : sequence + 1, sequence: sequence + 1 };
}
