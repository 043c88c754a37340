import { v7 as uuidv7 } from "uuid";

/** The arguments of a sale whose every reference is `id`; the sale and its parts are new at each call. */
export function saleArguments(id: string): Record<string, unknown> {
  return {
    saleId: uuidv7(),
    cashSessionId: id,
    customerId: id,
    receiptNumber: "01-A1-000001",
    soldAt: "2026-01-02T03:04:05.000Z",
    lines: [
      {
        id: uuidv7(),
        productId: id,
        name: "Produto",
        unit: "unit",
        quantity: 1000,
        unitPrice: 100,
        discount: 0,
        saleDiscount: 0,
        total: 100,
        priceId: id,
      },
    ],
    payments: [{ id: uuidv7(), kind: "cash", amount: 100, reference: null }],
    change: 0,
    total: 100,
    approval: null,
  };
}
