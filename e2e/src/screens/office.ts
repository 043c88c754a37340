import { expect, type Page } from "playwright/test";
import { dismiss, go, type Screen } from "./screen.ts";
import { heading } from "./steps.ts";

const row = (page: Page, text: string | RegExp) => page.getByRole("row", { name: text }).first();

/** A place of the back office by its address, whole when something that stands there is. */
const place = (name: string, address: string, title: string, shown: string | RegExp): Screen => ({
  name,
  show: async (page) => {
    await go(page, address);
    await heading(page, title);
    await expect(page.getByText(shown).first()).toBeVisible();
  },
});

/** What a line of the list before it leads to. */
const detail = (name: string, line: string | RegExp, title: string | RegExp): Screen => ({
  name,
  show: async (page) => {
    await row(page, line).getByRole("link").first().click();
    await heading(page, title);
  },
});

/** A file as a supplier sends it, with a line that cannot be taken. */
const priceList = [
  "codigo;descricao;ean;unidade;preco",
  "90001;Suco de uva integral Vale do Sino 1 L;7891000000014;UN;18,90",
  "90002;Suco de maçã integral Vale do Sino 1 L;;UN;16,90",
  "90003;Suco de laranja integral Vale do Sino 1 L;7890000060010;UN;15,90",
].join("\n");

/** The back office of a person who may do everything there. Each list is followed by what its lines lead to. */
export const officeScreens: readonly Screen[] = [
  place("products", "/office/products", "Produtos", "Abacaxi pérola"),
  {
    name: "products-chosen",
    show: async (page) => {
      await page
        .getByRole("checkbox", { name: /^Escolher / })
        .nth(1)
        .click();
      await expect(page.getByText("1 escolhido")).toBeVisible();
    },
    leave: (page) => page.getByRole("button", { name: "Não escolher nenhum" }).click(),
  },
  place("products-found", "/office/products?q=cafe", "Produtos", /Café torrado/),
  detail("product", /Café torrado e moído tradicional Terra Roxa 500 g/, /^Café torrado/),
  {
    name: "product-price",
    show: async (page) => {
      await page.getByRole("button", { name: "Novo preço" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    leave: dismiss,
  },
  place("new-product", "/office/products/new", "Novo produto", "Criar produto"),
  place("import", "/office/import", "Importar produtos", "Solte o arquivo aqui"),
  {
    name: "import-mapping",
    show: async (page) => {
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "sucos.csv", mimeType: "text/csv", buffer: Buffer.from(priceList) });
      await page.getByRole("button", { name: "Conferir", exact: true }).click();
      await expect(page.getByText("Linhas recusadas")).toBeVisible();
    },
  },
  {
    name: "import-result",
    show: async (page) => {
      await page.getByRole("button", { name: /^Importar 2/ }).click();
      await expect(page.getByText("Importação concluída")).toBeVisible();
    },
  },
  place("stores", "/office/stores", "Lojas", "Aurora Centro"),
  detail("store", /Aurora Centro/, "Aurora Centro"),
  place("new-store", "/office/stores/new", "Nova loja", "Criar loja"),
  place("devices", "/office/devices", "Tablets", "Caixa 1"),
  detail("device", /Caixa 1/, "Caixa 1"),
  place("rescue", "/office/rescue", "Resgate", "Solte o arquivo de resgate aqui"),
  place("operators", "/office/operators", "Operadores", "Bia Nogueira"),
  detail("operator", /Bia Nogueira/, "Bia Nogueira"),
  place("new-operator", "/office/operators/new", "Novo operador", "Criar operador"),
  place("people", "/office/people", "Pessoas", "Helena Prado"),
  place("new-person", "/office/people/new", "Nova pessoa", "Criar acesso"),
  place("account", "/office/account", "Conta", "Trocar senha"),
  {
    name: "office-menu",
    narrow: true,
    show: async (page) => {
      await page.getByRole("button", { name: "Abrir menu" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    leave: dismiss,
  },
];
