import { expect, type Page } from "playwright/test";

/** Presses a button by its name. */
export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
/** Waits for the title of the screen. */
export const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
/** The open dialog or sheet; a toast calls itself a dialog too, but a polite one. */
export const modal = (page: Page) => page.locator('[role="dialog"]:not([aria-modal="false"])');
/** Waits for the open dialog or sheet. */
export const dialog = (page: Page) => expect(modal(page)).toBeVisible();
/** A key of the screen, which hears none while something stands before it. */
export const key = async (page: Page, name: string) => {
  await expect(page.locator('[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]')).toHaveCount(0);
  await page.keyboard.press(name);
};
/** Opens a menu, and presses one of its items if one is named. */
export const menu = async (page: Page, trigger: string, item?: string) => {
  await press(page, trigger);
  await expect(page.getByRole("menu")).toBeVisible();
  if (item !== undefined) await page.getByRole("menuitem", { name: item }).click();
};
