import { defineMessages } from "../../kernel/i18n/messages.ts";

export const messages = defineMessages({
  pt: {
    menu: "Menu",
    sell: "Vender",
    today: "Vendas de hoje",
    stock: "Consultar estoque",
    cash: "Caixa",
    sync: "Sincronização",
    fullScreen: "Tela cheia",
    leaveFullScreen: "Sair da tela cheia",
    lock: "Bloquear agora",
    lockAfter: "Bloqueio automático",
    scanner: "Leitor de códigos",
    preferences: "Preferências",
    office: "Entrar na retaguarda",
  },
  en: {
    menu: "Menu",
    sell: "Sell",
    today: "Today's sales",
    stock: "Look up stock",
    cash: "Cash session",
    sync: "Sync",
    fullScreen: "Full screen",
    leaveFullScreen: "Leave full screen",
    lock: "Lock now",
    lockAfter: "Automatic lock",
    scanner: "Code scanner",
    preferences: "Preferences",
    office: "Sign in to the back office",
  },
});
