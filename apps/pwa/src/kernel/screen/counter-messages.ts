import { defineMessages } from "../i18n/messages.ts";

export const messages = defineMessages({
  pt: {
    backToSale: "Voltar à venda",
    backToToday: "Voltar às vendas de hoje",
    backToCash: "Voltar ao caixa",
  },
  en: {
    backToSale: "Back to the sale",
    backToToday: "Back to today's sales",
    backToCash: "Back to the cash session",
  },
});
