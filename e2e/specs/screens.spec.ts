import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "playwright/test";
import { pictures } from "../src/env.ts";
import { entryScreens } from "../src/screens/entry.ts";
import { officeScreens } from "../src/screens/office.ts";
import { everyPicture, type Picture, shown } from "../src/screens/pictures.ts";
import { saleScreens } from "../src/screens/sale.ts";
import { type Scene, startScene } from "../src/screens/scene.ts";
import { type Screen, setLanguage, setTheme, settle, sizes } from "../src/screens/screen.ts";
import { lockScreens, tillScreens } from "../src/screens/till.ts";

/** Nobody should wait for a picture of a document. */
const largest = 200_000;

const folder = path.join(import.meta.dirname, "../..", pictures === "all" ? ".data/screens" : "docs/screenshots");

let scene: Scene;

test.describe.configure({ mode: "serial", timeout: 600_000 });
test.use({ trace: "off" });

test.beforeAll(async ({ browser }) => {
  scene = await startScene(browser);
});

test.afterAll(() => scene.close());

const picturesOf = ({ name, narrow }: Screen) =>
  pictures === "all" ? everyPicture(name, narrow === true) : shown.filter(({ screen }) => screen === name);

async function take(page: Page, { file, size, theme, language }: Picture): Promise<void> {
  await page.setViewportSize(sizes[size]);
  await setTheme(page, theme);
  await setLanguage(page, language);
  await settle(page);
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  await page.screenshot({ path: target, caret: "hide" });
  if (pictures === "shown") expect(statSync(target).size, file).toBeLessThan(largest);
}

async function takeAll(page: Page, screens: readonly Screen[]): Promise<void> {
  for (const screen of screens) {
    const own = screen.narrow === true ? sizes.phone : sizes.tablet;
    await page.setViewportSize(own);
    await screen.show(page);
    for (const picture of picturesOf(screen)) await take(page, picture);
    await page.setViewportSize(own);
    await setTheme(page, "light");
    await setLanguage(page, "pt");
    await screen.leave?.(page);
  }
}

test("pictures of the screens before one is in", async () => {
  await takeAll(await scene.newPage(), entryScreens(scene));
});

test("pictures of the counter", async () => {
  await takeAll(scene.tablet, [...lockScreens(scene.operator), ...saleScreens, ...tillScreens]);
});

test("pictures of the back office", async () => {
  await takeAll(await scene.newDesk(), officeScreens);
});
