/** A sale that a tablet has said is done. */
export interface Acknowledged {
  readonly saleId: string;
  readonly commandId: string;
  readonly storeId: string;
  readonly cashSessionId: string;
  readonly productId: string;
  /** In cents. */
  readonly total: number;
}

/** What the shop's tablets have said is done, kept apart from every part that may break. */
export class Ledger {
  /** Sales by the client core, with everything that is known of them. */
  readonly sales: Acknowledged[] = [];
  /** Receipt numbers that a screen has shown. */
  readonly receipts: string[] = [];
  /** Commands that were spoilt on purpose: they must be refused, and be seen. */
  readonly spoilt: Set<string> = new Set();
}
