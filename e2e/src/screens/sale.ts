import { expect, type Page } from "playwright/test";
import { cartLines, openDrawer } from "../counter.ts";
import { askWeight, takeBasket } from "./basket.ts";
import { dismiss, type Screen } from "./screen.ts";
import { dialog, heading, key, menu, modal, press } from "./steps.ts";

const parkedToast = (page: Page) => page.getByRole("heading", { name: "Venda guardada", exact: true });

/** The sale, from the empty cart to the receipt. Ends at the counter. */
export const saleScreens: readonly Screen[] = [
  {
    name: "counter-empty",
    show: async (page) => {
      if (await page.getByLabel("Fundo de troco").isVisible()) await openDrawer(page, 15_000);
      await expect(page.getByRole("button", { name: /^Incluir / }).first()).toBeVisible();
    },
  },
  {
    name: "counter",
    show: async (page) => {
      await takeBasket(page, "basket");
      await expect(cartLines(page)).toHaveCount(4);
    },
  },
  {
    name: "counter-full",
    show: async (page) => {
      await takeBasket(page, "rest");
      await expect(cartLines(page)).toHaveCount(7);
    },
  },
  {
    name: "counter-cart-sheet",
    narrow: true,
    show: async (page) => {
      await press(page, "Ver venda");
      await dialog(page);
    },
    leave: dismiss,
  },
  { name: "counter-weigh", show: (page) => askWeight(page, "queijo prato"), leave: dismiss },
  {
    name: "counter-not-found",
    show: async (page) => {
      await page.getByRole("searchbox").fill("chocolate belga");
      await expect(page.getByText("Nada encontrado")).toBeVisible();
    },
    leave: (page) => page.getByRole("searchbox").fill(""),
  },
  {
    name: "counter-unknown-code",
    show: async (page) => {
      await page.getByRole("searchbox").fill("7891234567895");
      await page.getByRole("searchbox").press("Enter");
      await expect(page.getByText("Código 7891234567895 não encontrado")).toBeVisible();
    },
    leave: async (page) => {
      await page.getByRole("button", { name: "Fechar", exact: true }).click();
      await page.getByRole("searchbox").fill("");
    },
  },
  { name: "counter-menu", show: (page) => menu(page, "Menu"), leave: dismiss },
  {
    name: "counter-preferences",
    show: async (page) => {
      await menu(page, "Menu", "Preferências");
      await dialog(page);
    },
    leave: dismiss,
  },
  {
    name: "counter-lock",
    show: async (page) => {
      await menu(page, "Menu", "Bloqueio automático");
      await dialog(page);
    },
    leave: dismiss,
  },
  {
    name: "counter-customer",
    show: async (page) => {
      await key(page, "F7");
      await dialog(page);
    },
    leave: dismiss,
  },
  {
    name: "counter-discard",
    show: async (page) => {
      await menu(page, "Mais ações da venda", "Descartar venda");
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
    leave: (page) => press(page, "Cancelar"),
  },
  {
    name: "counter-park",
    show: async (page) => {
      await key(page, "F8");
      await dialog(page);
    },
  },
  {
    name: "counter-toast",
    show: async (page) => {
      await modal(page).getByRole("textbox").fill("Dona Elza");
      await modal(page).getByRole("button", { name: "Guardar venda" }).click();
      await expect(parkedToast(page)).toBeVisible();
    },
  },
  {
    name: "counter-parked",
    show: async (page) => {
      // The toast has left by itself, and does not fade while colours are looked at.
      await expect(parkedToast(page)).toHaveCount(0);
      await key(page, "F9");
      await dialog(page);
    },
    leave: async (page) => {
      await modal(page)
        .getByRole("button", { name: /Dona Elza/ })
        .click();
      await expect(cartLines(page)).toHaveCount(7);
    },
  },
  {
    name: "pay",
    show: async (page) => {
      await key(page, "F4");
      await heading(page, "Pagamento");
      await press(page, "R$ 120");
    },
  },
  { name: "pay-card", show: (page) => page.getByRole("radio", { name: "Cartão" }).click() },
  {
    name: "pay-pix",
    show: async (page) => {
      await page.getByRole("radio", { name: "Pix" }).click();
      await expect(page.getByRole("img", { name: "Código Pix para o cliente ler" })).toBeVisible();
    },
  },
  {
    name: "pay-partly",
    show: async (page) => {
      await page.getByRole("radio", { name: "Cartão" }).click();
      for (const digit of "3000") await page.getByRole("button", { name: digit, exact: true }).click();
      await press(page, /^Aprovado, receber/);
      await expect(page.getByText("Falta receber")).toBeVisible();
      await page.getByRole("radio", { name: "Dinheiro" }).click();
      await press(page, "R$ 100");
    },
  },
  {
    name: "receipt",
    show: async (page) => {
      await page.waitForTimeout(700);
      await press(page, "Finalizar venda");
      await heading(page, "Venda finalizada");
    },
    leave: (page) => press(page, "Nova venda"),
  },
];
