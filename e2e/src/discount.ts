import type { Page } from "playwright/test";

/** Takes something off the first line of the open cart, or off the whole sale: percent ("5") or money ("0,30"). */
export async function takeOff(
  page: Page,
  of: "line" | "sale",
  kind: "Porcentagem" | "Valor",
  typed: string,
): Promise<void> {
  if (of === "line") {
    const cart = page.getByRole("region", { name: "Venda", exact: true });
    await cart
      .getByRole("button", { name: /^Alterar / })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Desconto", exact: true }).click();
  } else {
    await page.getByRole("button", { name: "Mais ações da venda" }).click();
    await page.getByRole("menuitem", { name: "Desconto na venda" }).click();
  }
  const dialog = page.getByRole("dialog", { name: /^Desconto / });
  await dialog.getByRole("radio", { name: kind }).click();
  await dialog.getByRole("textbox", { name: "Desconto" }).fill(typed);
  await dialog.getByRole("button", { name: "Confirmar" }).click();
}
