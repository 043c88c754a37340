import { defineMessages } from "../i18n/messages.ts";

export const messages = defineMessages({
  pt: {
    retry: "Tentar de novo",
    loading: "Carregando",
    offlineTitle: "Sem conexão com o servidor",
    offlineText: "Esta parte precisa da rede. O balcão continua vendendo sem ela.",
    staleTitle: (age: string) => `Sem conexão: mostrando o que foi lido ${age}`,
    unchanged: "Nada foi alterado.",
    keptOnDevice: "O que já foi registrado continua guardado neste aparelho.",
    recorded: "O que foi feito está gravado.",
    unknownOutcome: "Não houve resposta: a mudança pode ou não ter sido gravada. Confira antes de repetir.",
    saved: "Salvo",
  },
  en: {
    retry: "Try again",
    loading: "Loading",
    offlineTitle: "No connection to the server",
    offlineText: "This part needs the network. The counter goes on selling without it.",
    staleTitle: (age) => `No connection: showing what was read ${age}`,
    unchanged: "Nothing was changed.",
    keptOnDevice: "What was already recorded stays stored on this device.",
    recorded: "What was done is saved.",
    unknownOutcome: "No answer came: the change may or may not be saved. Check before repeating it.",
    saved: "Saved",
  },
});
