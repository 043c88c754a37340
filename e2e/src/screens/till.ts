import { expect, type Page } from "playwright/test";
import { comeIn } from "../counter.ts";
import { take } from "./basket.ts";
import { dismiss, go, type Screen } from "./screen.ts";
import { dialog, heading, key, press } from "./steps.ts";

export interface Operator {
  readonly name: string;
  readonly pin: string;
}

/** Who it is, and the drawer: from a tablet just enrolled to one that can sell. */
export function lockScreens({ name, pin }: Operator): readonly Screen[] {
  return [
    { name: "operators-choice", show: (page) => heading(page, "Quem está no balcão?") },
    {
      name: "pin",
      show: async (page) => {
        await press(page, new RegExp(`^${name}`));
        for (const digit of "12") await page.getByRole("button", { name: digit, exact: true }).click();
      },
      leave: async (page) => {
        for (let n = 0; n < 2; n += 1) await press(page, "Apagar");
      },
    },
    {
      name: "open-drawer",
      show: async (page) => {
        await comeIn(page, new RegExp(`^${name}`), pin);
        await heading(page, "Abrir o caixa");
      },
    },
  ];
}

/** Small sales that fill a day's lists: what is sold, and the kind that pays it. */
const day = [
  [["7890000060011", "7890000060011"], "Dinheiro"],
  [["7890000050012", "7890000060028", "7890000030038"], "Pix"],
  [["7890000130011"], "Cartão"],
] as const;

async function sellDay(page: Page): Promise<void> {
  for (const [codes, kind] of day) {
    for (const code of codes) await take(page, code);
    await key(page, "F4");
    await page.getByRole("radio", { name: kind }).click();
    await page.waitForTimeout(700);
    await press(page, /Finalizar venda|finalizar venda/);
    await press(page, "Nova venda");
  }
}

/** The counter beside the sale. Ends with the drawer closed. */
export const tillScreens: readonly Screen[] = [
  {
    name: "today",
    show: async (page) => {
      await sellDay(page);
      await go(page, "/counter/today");
      await heading(page, "Vendas de hoje");
      await expect(page.getByText(/^\d+ vendas$/)).toBeVisible();
      await expect(page.getByText("Por enviar")).toHaveCount(0);
    },
  },
  {
    name: "receipt-again",
    show: async (page) => {
      await page.getByRole("row").last().click();
      await heading(page, /^Venda /);
    },
  },
  {
    name: "stock-start",
    show: async (page) => {
      await go(page, "/counter/stock");
      await heading(page, "Consultar estoque");
    },
  },
  {
    name: "stock-found",
    show: async (page) => {
      await page.getByRole("searchbox").fill("leite");
      await expect(page.getByText(/Leite integral/).first()).toBeVisible();
    },
  },
  {
    name: "stock-product",
    show: async (page) => {
      await page
        .getByText(/Leite integral/)
        .first()
        .click();
      await expect(page.getByText("Em estoque nesta loja")).toBeVisible();
    },
  },
  {
    name: "sync",
    show: async (page) => {
      await go(page, "/counter/sync?tab=done");
      await heading(page, "Sincronização");
      await expect(page.getByText(/^Venda /).first()).toBeVisible();
    },
  },
  {
    name: "sync-details",
    show: async (page) => {
      await page.getByRole("row").nth(1).click();
      await dialog(page);
    },
    leave: dismiss,
  },
  {
    name: "sync-nothing",
    show: async (page) => {
      await go(page, "/counter/sync");
      await expect(page.getByText("Tudo enviado")).toBeVisible();
    },
  },
  {
    name: "rescue",
    show: async (page) => {
      await go(page, "/rescue");
      await expect(page.getByText("O que fazer")).toBeVisible();
    },
  },
  {
    name: "scanner",
    show: async (page) => {
      await go(page, "/counter/scanner");
      await heading(page, "Leitor de códigos");
    },
  },
  {
    name: "cash",
    show: async (page) => {
      await go(page, "/counter/cash");
      await expect(page.getByText("Dinheiro, sem o troco")).toBeVisible();
    },
  },
  {
    name: "cash-close",
    show: async (page) => {
      await page.getByRole("link", { name: "Fechar caixa" }).click();
      await heading(page, "Fechar o caixa");
    },
  },
  {
    name: "cash-closed",
    show: async (page) => {
      await page.getByLabel("Contado na gaveta").click();
      await page.keyboard.type("23000", { delay: 60 });
      await press(page, "Fechar caixa");
      await heading(page, "Caixa fechado");
    },
  },
];
