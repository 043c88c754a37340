/** A sale that a tablet has said is done. */
export interface Acknowledged {
  readonly saleId: string;
  readonly commandId: string;
  readonly operatorId: string;
  /** In cents. */
  readonly total: number;
}

/** A sale of which the drawer is known too. */
export interface InDrawer extends Acknowledged {
  readonly cashSessionId: string;
}

/** What the shop's tablets have said is done, kept apart from every part that may break. */
export class Ledger {
  /** Sales by the client core, with everything that is known of them. */
  readonly sales: InDrawer[] = [];
  /** Sales that were put into a browser's outbox. */
  readonly queued: Acknowledged[] = [];
  /** Receipt numbers that a screen has shown. */
  readonly receipts: string[] = [];
  /** Commands that were spoilt on purpose: they must be refused, and be seen. */
  readonly spoilt: Set<string> = new Set();
}
