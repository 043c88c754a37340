import type { FaultKind } from "@balcao/shared/identity/contract";
import { defineMessages } from "../../kernel/i18n/messages.ts";

/** What the back office says about a tablet's signed chain. */
export const messages = defineMessages({
  pt: {
    title: "Assinatura dos registros",
    text: "Cada registro é assinado pelo tablet e ligado ao anterior. Uma falha não recusa venda nenhuma: veja com quem usa o tablet o que houve, e marque como vista.",
    loading: "Carregando assinaturas",
    signedSince: "Assina desde",
    keyChangedAt: "Chave trocada em",
    lastLink: "Último registro assinado",
    lastLinkAt: (sequence: string, when: string) => `${sequence}, em ${when}`,
    unsigned: "Este tablet ainda não assina.",
    sound: "Tudo confere.",
    faults: "Falhas na assinatura",
    found: (when: string) => `Encontrada em ${when}`,
    healed: "O que faltava chegou",
    seen: "Vista",
    markSeen: "Marcar como vista",
    markAllSeen: "Marcar todas como vistas",
    markSeenOf: (sequence: string) => `Marcar como vista a falha no registro ${sequence}`,
    missing: (ranges: string) => `Faltam os registros ${ranges}.`,
    kinds: (kind: FaultKind, sequence: string) =>
      ({
        "bad-signature": `O registro ${sequence} não está como o tablet o assinou.`,
        "unknown-key": `O registro ${sequence} foi assinado com uma chave que não é deste tablet.`,
        unsigned: `O registro ${sequence} chegou sem assinatura.`,
        gap: `Antes do registro ${sequence} falta algo.`,
        fork: `Há dois registros no lugar do registro ${sequence}.`,
        reordered: `O registro ${sequence} está fora de ordem.`,
        edited: `O registro ${sequence} chegou outra vez com outro conteúdo.`,
      })[kind],
  },
  en: {
    title: "Signed entries",
    text: "The tablet signs each entry and links it to the one before. A fault refuses no sale: find out from whoever uses the tablet what happened, and mark it as seen.",
    loading: "Loading signatures",
    signedSince: "Signs since",
    keyChangedAt: "Key changed on",
    lastLink: "Last signed entry",
    lastLinkAt: (sequence, when) => `${sequence}, on ${when}`,
    unsigned: "This tablet does not sign yet.",
    sound: "Everything is in order.",
    faults: "Signature faults",
    found: (when) => `Found on ${when}`,
    healed: "What was missing arrived",
    seen: "Seen",
    markSeen: "Mark as seen",
    markAllSeen: "Mark all as seen",
    markSeenOf: (sequence) => `Mark the fault at entry ${sequence} as seen`,
    missing: (ranges) => `Missing entries: ${ranges}.`,
    kinds: (kind, sequence) =>
      ({
        "bad-signature": `Entry ${sequence} is not as the tablet signed it.`,
        "unknown-key": `Entry ${sequence} was signed with a key that is not this tablet's.`,
        unsigned: `Entry ${sequence} came without a signature.`,
        gap: `Something is missing before entry ${sequence}.`,
        fork: `There are two entries in the place of entry ${sequence}.`,
        reordered: `Entry ${sequence} is out of order.`,
        edited: `Entry ${sequence} came again with other content.`,
      })[kind],
  },
});
