import type { EffectOp } from "@balcao/sync/client/ports";
import { submit } from "@balcao/sync/client/submit";
import type { Command } from "@balcao/sync/protocol";
import { v7 as uuidv7 } from "uuid";
import { saleCommand } from "./sale-command.ts";
import { testSchema, type TestTablet } from "./test-tablet.ts";

export interface OneSale {
  readonly operatorId: string;
  readonly productId: string;
  /** A drawer that the server does not know when absent. */
  readonly cashSessionId?: string;
  /** What the customer gets back; anything but 0 does not add up. */
  readonly change?: number;
}

/** Sells one unit of a product for R$ 5,00, as the counter does. */
export async function sellOne(tablet: TestTablet, sold: OneSale): Promise<Command> {
  const command = await submit(tablet.ports, testSchema, {
    name: "sales.record",
    operatorId: sold.operatorId,
    build: ({ id, sequence, identity }) => {
      const { args } = saleCommand({
        id,
        sequence,
        deviceId: identity.deviceId,
        operatorId: "",
        cashSessionId: sold.cashSessionId ?? uuidv7(),
        lines: [{ productId: sold.productId, units: 1, unitPrice: 500, priceId: null }],
      });
      const sale = { ...(args as { saleId: string }), change: sold.change ?? 0 };
      const effect: EffectOp[] = [
        { table: "sale", row: sale.saleId, do: "put", value: { id: sale.saleId, mine: true } },
        {
          table: "stock_level",
          row: sold.productId,
          do: "add",
          field: "quantity",
          by: -1000,
          otherwise: { id: sold.productId, quantity: 0, updatedAt: "" },
        },
      ];
      return { args: sale, effect };
    },
  });
  tablet.engine.commandMade();
  return command;
}
