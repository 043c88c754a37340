import { expect, type Page } from "playwright/test";

interface Goods {
  readonly pieces: readonly string[];
  readonly weighed: readonly [name: string, kilograms: string];
}

/** What a household takes home, from the demo chain's goods: barcodes, and a weight as the scale shows it. */
const basket: Goods = {
  pieces: ["7890000010030", "7890000020022", "7890000040013", "7890000040013"],
  weighed: ["banana-prata", "1,245"],
};
/** What they had nearly forgotten, so that the cart is longer than the screen. */
const rest: Goods = { pieces: ["7890000120012", "7890000140010"], weighed: ["pao frances", "0,380"] };

const search = (page: Page) => page.getByRole("searchbox", { name: "Buscar ou escanear" });

/** Puts four lines into the open cart, or the three that follow them. */
export async function takeBasket(page: Page, part: "basket" | "rest"): Promise<void> {
  const { pieces, weighed } = { basket, rest }[part];
  for (const code of pieces) await take(page, code);
  await weigh(page, ...weighed);
  await search(page).fill("");
}

/** Puts one thing into the open cart by its code. */
export async function take(page: Page, code: string): Promise<void> {
  await search(page).fill(code);
  await search(page).press("Enter");
  await expect(search(page)).toHaveValue("");
}

/** Asks for the weight of the first product of that name. */
export async function askWeight(page: Page, name: string): Promise<void> {
  await search(page).fill(name);
  await page
    .getByRole("button", { name: /^Incluir / })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function weigh(page: Page, name: string, weight: string): Promise<void> {
  await askWeight(page, name);
  // As slow as a person: what comes at once is taken for a scanner.
  await page.keyboard.type(weight, { delay: 60 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}
