import { commandVersion, stampOf } from "@balcao/shared/sync/command-version";
import type { Command } from "@balcao/sync/protocol";
import { v7 as uuidv7 } from "uuid";

export interface SaleFacts {
  readonly deviceId: string;
  readonly operatorId: string;
  readonly cashSessionId: string;
  readonly sequence: number;
  readonly lines: readonly {
    readonly productId: string;
    readonly units: number;
    readonly unitPrice: number;
    readonly priceId: string | null;
  }[];
  readonly id?: string;
  readonly customerId?: string;
}

/** A sale paid in cash, as a device would push it. Quantities are whole units, prices in cents. */
export function saleCommand(facts: SaleFacts): Command {
  const lines = facts.lines.map((line) => ({
    id: uuidv7(),
    productId: line.productId,
    name: "Produto",
    unit: "unit",
    quantity: line.units * 1000,
    unitPrice: line.unitPrice,
    discount: 0,
    saleDiscount: 0,
    total: line.units * line.unitPrice,
    priceId: line.priceId,
  }));
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  return command("sales.record", facts, {
    saleId: uuidv7(),
    cashSessionId: facts.cashSessionId,
    customerId: facts.customerId ?? null,
    receiptNumber: `01-A1-${String(facts.sequence).padStart(6, "0")}`,
    soldAt: new Date().toISOString(),
    lines,
    payments: [{ id: uuidv7(), kind: "cash", amount: total, reference: null }],
    change: 0,
    total,
    approval: null,
  });
}

/** The command that opens a drawer. */
export function openCommand(facts: Omit<SaleFacts, "lines">): Command {
  return command("cashSessions.open", facts, {
    cashSessionId: facts.cashSessionId,
    openingFloat: 10_000,
    openedAt: new Date().toISOString(),
  });
}

function command(name: string, facts: Omit<SaleFacts, "lines">, args: Command["args"]): Command {
  return {
    id: facts.id ?? uuidv7(),
    name,
    args,
    deviceId: facts.deviceId,
    operatorId: facts.operatorId,
    sequence: facts.sequence,
    deviceTime: new Date().toISOString(),
    schemaVersion: stampOf(commandVersion, "test"),
    previousHash: null,
    signature: null,
  };
}
