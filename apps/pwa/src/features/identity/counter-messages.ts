import type { Role } from "@balcao/shared/identity/permissions";
import { defineMessages, plural } from "../../kernel/i18n/messages.ts";

const ptRoles: Record<Role, string> = {
  cashier: "Caixa",
  "stock-clerk": "Estoquista",
  buyer: "Comprador",
  approver: "Aprovador",
  "store-manager": "Gerente",
  administrator: "Administrador",
};
const enRoles: Record<Role, string> = {
  cashier: "Cashier",
  "stock-clerk": "Stock clerk",
  buyer: "Buyer",
  approver: "Approver",
  "store-manager": "Manager",
  administrator: "Administrator",
};

/** The roles by their names at the counter. */
export const roleNames = { pt: ptRoles, en: enRoles } as const;

/** The counter's texts about who operates it. */
export const messages = defineMessages({
  pt: {
    whoTitle: "Quem está no balcão?",
    search: "Buscar operador",
    clear: "Limpar",
    nobodyFound: "Nenhum operador com esse nome.",
    choose: "Escolha o seu nome para digitar o PIN.",
    pinOf: (name: string) => `PIN de ${name}`,
    enter: "Entrar",
    back: "Trocar operador",
    backspace: "Apagar",
    typed: (count: number) => plural("pt", count, { one: `${count} algarismo`, other: `${count} algarismos` }),
    wrong: "PIN não confere.",
    left: (count: number) => plural("pt", count, { one: "Resta 1 tentativa.", other: `Restam ${count} tentativas.` }),
    wait: (time: string) => `PIN errado muitas vezes. Espere ${time}.`,
    noPin: "Sem PIN",
    noPinTitle: (name: string) => `${name} ainda não tem PIN`,
    noPinText: "Um gerente ou administrador define o PIN na retaguarda, em Operadores. Ele chega aqui sozinho.",
    checkFailed: "O PIN não pôde ser conferido. Recarregue a página e tente de novo.",
    switchOperator: (name: string) => `${name}. Trocar de operador`,
    lockAfter: "Bloquear sem uso após",
    lockAfterHint: "O próximo toque pede o PIN de novo. A venda aberta continua no lugar.",
    minutes: (count: string) => `${count} min`,
    lockTitle: "Bloqueio automático",
    close: "Fechar",
    held: (count: string, many: number, store: string) =>
      `Este tablet ainda guarda ${count} ${plural("pt", many, { one: "registro", other: "registros" })} da loja ${store} que o servidor não aceitou ou não recebeu.`,
    heldText: "Abra o balcão com rede e envie tudo antes de mudar o tablet de lugar. Nada foi alterado.",
    openSync: "Ver o que falta enviar",
    sameDevice: (code: string) =>
      `Este aparelho já é o tablet ${code}. Ele continua sendo o mesmo, com a numeração dos recibos e o que falta enviar.`,
  },
  en: {
    whoTitle: "Who is at the counter?",
    search: "Search operators",
    clear: "Clear",
    nobodyFound: "No operator of that name.",
    choose: "Choose your name to type the PIN.",
    pinOf: (name) => `PIN of ${name}`,
    enter: "Come in",
    back: "Change operator",
    backspace: "Delete",
    typed: (count) => plural("en", count, { one: `${count} digit`, other: `${count} digits` }),
    wrong: "Wrong PIN.",
    left: (count) => plural("en", count, { one: "1 try left.", other: `${count} tries left.` }),
    wait: (time) => `Wrong PIN too many times. Wait ${time}.`,
    noPin: "No PIN",
    noPinTitle: (name) => `${name} has no PIN yet`,
    noPinText:
      "A manager or administrator sets the PIN in the back office, under Operators. It arrives here by itself.",
    checkFailed: "The PIN could not be checked. Reload the page and try again.",
    switchOperator: (name) => `${name}. Change operator`,
    lockAfter: "Lock when unused for",
    lockAfterHint: "The next touch asks for the PIN again. The open sale stays where it is.",
    minutes: (count) => `${count} min`,
    lockTitle: "Automatic lock",
    close: "Close",
    held: (count, many, store) =>
      `This tablet still holds ${count} ${plural("en", many, { one: "entry", other: "entries" })} of the store ${store} that the server has not accepted or not received.`,
    heldText: "Open the counter with a network and send everything before moving the tablet. Nothing was changed.",
    openSync: "See what is left to send",
    sameDevice: (code) =>
      `This device already is the tablet ${code}. It stays the same one, with its receipt numbers and what is left to send.`,
  },
});
