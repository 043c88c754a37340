import { expect, type Page } from "playwright/test";

/** The browser looks for a newer version now; otherwise it does once an hour, and when the app is looked at again. */
export async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
}

/** How the browser's storing of the newer version ends, or ended: `installed`, or `redundant` when it failed. */
export function storing(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting;
    if (worker == null) return "redundant";
    while (worker.state === "installing") {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return worker.state;
  });
}

/** Which version the page runs: each release gives the scripts another name. */
function versionOf(page: Page): Promise<number> {
  const script = page.locator('script[type="module"]');
  return script.getAttribute("src").then((src) => (src ?? "").split("-next").length - 1);
}

/** Taps the banner's button; the page that then loads is of the new version, the one after the page's. */
export async function letIn(page: Page, version: number): Promise<void> {
  expect(await versionOf(page)).toBe(version - 1);
  const button = page.getByRole("button", { name: "Atualizar agora" });
  await expect(button).toBeVisible({ timeout: 30_000 });
  const reloaded = page.waitForEvent("load");
  await button.click();
  await reloaded;
  expect(await versionOf(page)).toBe(version);
}
