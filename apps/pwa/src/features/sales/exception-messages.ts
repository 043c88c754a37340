import type { SaleException } from "@balcao/shared/sales/rows";

const pt: Record<SaleException, string> = {
  OVERSOLD: "Vendido além do estoque",
  PRICE_DRIFT: "O preço tinha mudado",
  UNKNOWN_PRODUCT: "Produto que o servidor não conhece",
  UNKNOWN_CUSTOMER: "Cliente que o servidor não conhece",
  UNKNOWN_CASH_SESSION: "Caixa que o servidor não conhece",
  OPERATOR_NOT_ALLOWED: "O operador não podia vender",
  DISCOUNT_NOT_ALLOWED: "Desconto acima do permitido",
};
const en: Record<SaleException, string> = {
  OVERSOLD: "Sold beyond the stock",
  PRICE_DRIFT: "The price had changed",
  UNKNOWN_PRODUCT: "A product the server does not know",
  UNKNOWN_CUSTOMER: "A customer the server does not know",
  UNKNOWN_CASH_SESSION: "A cash session the server does not know",
  OPERATOR_NOT_ALLOWED: "The operator was not allowed to sell",
  DISCOUNT_NOT_ALLOWED: "A discount beyond what was allowed",
};

/** What did not fit when a sale arrived, in words. The sale stands all the same. */
export const exceptionNames = { pt, en } as const;
