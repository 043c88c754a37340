import type { Cents } from "../kernel/money.ts";

export interface CashSessionRow {
  readonly id: string;
  readonly deviceId: string;
  readonly operatorId: string;
  readonly status: "open" | "closed";
  readonly openedAt: string;
  readonly openingFloat: Cents;
  readonly closedAt: string | null;
  readonly countedCash: Cents | null;
  readonly expectedCash: Cents | null;
}
