import { expect, type Page } from "playwright/test";

/** Puts the open sale aside under a name. */
export async function park(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F8");
  const dialog = page.getByRole("dialog", { name: "Guardar esta venda" });
  await dialog.getByLabel("Nome").fill(name);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}

/** The list of parked sales says this; it is opened for that and closed again. */
export async function expectParked(page: Page, text: string | RegExp): Promise<void> {
  await page.keyboard.press("F9");
  const sheet = page.getByRole("dialog", { name: "Vendas guardadas" });
  await expect(sheet).toContainText(text);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
}

/** Takes up a parked sale. */
export async function resume(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F9");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: new RegExp(name) })
    .click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** Throws the open sale away. */
export async function discard(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Mais ações da venda" }).click();
  await page.getByRole("menuitem", { name: "Descartar venda" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Descartar venda" }).click();
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeDisabled();
}

/** Closes the drawer with what was counted, in cents. What the screen then says stays on it. */
export async function closeDrawer(page: Page, counted: number): Promise<void> {
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: "Caixa" }).click();
  await page.getByRole("link", { name: "Fechar caixa" }).click();
  await page.getByLabel("Contado na gaveta").click();
  await page.keyboard.type(String(counted), { delay: 60 });
  await page.getByRole("button", { name: "Fechar caixa" }).click();
  await expect(page.getByRole("heading", { name: "Caixa fechado" })).toBeVisible();
}
