import { defineMessages, plural } from "../../kernel/i18n/messages.ts";

export const messages = defineMessages({
  pt: {
    title: "Cliente da venda",
    close: "Fechar",
    search: "Buscar pelo nome",
    clearSearch: "Limpar busca",
    walkIn: "Cliente avulso",
    walkInHint: "A venda fica sem cliente identificado.",
    results: "Clientes",
    count: (shown: string, total: string, of: number) =>
      plural("pt", of, {
        one: `${total} cliente`,
        other: shown === total ? `${total} clientes` : `${shown} de ${total} clientes`,
      }),
    narrow: "Escreva mais do nome para encontrar os outros.",
    looking: "Procurando…",
    nobody: "Ninguém com este nome neste tablet",
    nobodyText: "Confira o nome, ou siga sem cliente: a venda não depende disso.",
    noneYet: "Este tablet ainda não tem clientes",
    noneYetText: "Eles são cadastrados na retaguarda e chegam aqui sozinhos. A venda segue sem cliente.",
    company: "Empresa",
  },
  en: {
    title: "The sale's customer",
    close: "Close",
    search: "Search by name",
    clearSearch: "Clear search",
    walkIn: "Walk-in",
    walkInHint: "The sale names no customer.",
    results: "Customers",
    count: (shown, total, of) =>
      plural("en", of, {
        one: `${total} customer`,
        other: shown === total ? `${total} customers` : `${shown} of ${total} customers`,
      }),
    narrow: "Type more of the name to find the others.",
    looking: "Looking…",
    nobody: "Nobody of this name on this tablet",
    nobodyText: "Check the name, or go on without a customer: the sale does not depend on it.",
    noneYet: "This tablet has no customers yet",
    noneYetText: "They are entered in the back office and come here by themselves. The sale goes on without one.",
    company: "Company",
  },
});
