import { defineMessages } from "../../kernel/i18n/messages.ts";

export const approveMessages = defineMessages({
  pt: {
    title: "Aprovação",
    reason: "Motivo",
    who: "Quem aprova",
    approve: "Aprovar",
    first: "Diga o motivo e escolha quem aprova; o PIN vem em seguida.",
    nobodyTitle: "Ninguém aqui pode aprovar isto",
    nobodyText: "Um gerente precisa de acesso a esta loja e de um PIN. Um administrador cuida disso na retaguarda.",
    close: "Fechar",
  },
  en: {
    title: "Approval",
    reason: "Reason",
    who: "Who approves",
    approve: "Approve",
    first: "Give the reason and choose who approves; the PIN comes next.",
    nobodyTitle: "Nobody here can approve this",
    nobodyText: "A manager needs access to this store, and a PIN. An administrator sees to it in the back office.",
    close: "Close",
  },
});
