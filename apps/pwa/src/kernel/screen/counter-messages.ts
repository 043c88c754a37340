import { defineMessages } from "../i18n/messages.ts";

export const messages = defineMessages({
  pt: { backToSale: "Voltar à venda" },
  en: { backToSale: "Back to the sale" },
});
