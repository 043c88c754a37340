import { expect, type Page, test } from "playwright/test";
import { sidewaysScrolling, smallTargets, violations } from "../src/accessibility.ts";
import { cartLines } from "../src/counter.ts";
import { entryScreens } from "../src/screens/entry.ts";
import { officeScreens } from "../src/screens/office.ts";
import { type Scene, startScene } from "../src/screens/scene.ts";
import { saleScreens } from "../src/screens/sale.ts";
import { type Screen, setTheme, settle, sizes } from "../src/screens/screen.ts";
import { lockScreens, tillScreens } from "../src/screens/till.ts";

/** A tablet at 200 %: half as many pixels each way. */
const zoomed = { width: sizes.tablet.width / 2, height: sizes.tablet.height / 2 };

let scene: Scene;

// Each screen takes the page from the one before it, so that a failure ends the walk.
test.describe.configure({ mode: "serial" });

// A trace of each of these hundreds of looks would take longer than the looks.
test.use({ trace: "off" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  scene = await startScene(browser);
});

test.afterAll(() => scene.close());

interface Laws {
  /** Everything that can be pressed has the size of a finger. */
  readonly touch: boolean;
}

async function walk(page: Page, screens: readonly Screen[], { touch }: Laws): Promise<void> {
  const hold = async (what: string, found: Promise<string[]>) => expect.soft(await found, what).toEqual([]);
  for (const { name, show, leave, narrow } of screens) {
    const own = narrow === true ? sizes.phone : sizes.tablet;
    await page.setViewportSize(own);
    await show(page);
    await settle(page);
    await hold(name, violations(page, "everything"));
    await setTheme(page, "dark");
    await settle(page);
    await hold(`${name}, dark`, violations(page, "colours"));
    await setTheme(page, "light");
    for (const size of narrow === true ? [own] : [own, sizes.phone, zoomed]) {
      await page.setViewportSize(size);
      await settle(page);
      const where = `${name}, ${size.width} x ${size.height}`;
      await hold(`${where}: sideways`, sidewaysScrolling(page));
      if (touch) await hold(`${where}: targets`, smallTargets(page));
    }
    await page.setViewportSize(own);
    await leave?.(page);
  }
}

test("before one is in: no violation in light and dark, nothing sideways at 200 %", async () => {
  await walk(await scene.newPage(), entryScreens(scene), { touch: false });
});

test("the sale: no violation, targets for a finger, nothing sideways", async () => {
  test.setTimeout(360_000);
  await walk(scene.tablet, [...lockScreens(scene.operator), ...saleScreens], { touch: true });
});

test("a sale by keys alone: find, add, pay, finish, and on to the next", async () => {
  const page = scene.tablet;
  const focused = () => page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
  const keys = page.keyboard;
  await page.setViewportSize(sizes.tablet);
  // Typed with nothing focused; Enter goes to what was found, and Enter takes it.
  await keys.type("torrado tradicional", { delay: 80 });
  await expect(page.getByRole("searchbox")).toBeFocused();
  await keys.press("Enter");
  await expect.poll(focused).toContain("250 g");
  await keys.press("ArrowRight");
  await expect.poll(focused).toContain("500 g");
  await keys.press("Enter");
  await expect(cartLines(page)).toHaveCount(1);
  for (let n = 0; n < 40 && !(await focused()).startsWith("Pagar"); n += 1) await keys.press("Tab");
  await keys.press("Enter");
  await expect(page.getByRole("heading", { name: "Pagamento" })).toBeVisible();
  await keys.type("5000", { delay: 80 });
  await page.waitForTimeout(700);
  await keys.press("Enter");
  await expect(page.getByRole("heading", { name: "Venda finalizada" })).toBeVisible();
  await expect(page.getByText("R$ 20,10").first()).toBeVisible();
  await keys.press("Enter");
  await expect(cartLines(page)).toHaveCount(0);
  await expect(page.getByRole("searchbox")).toBeVisible();
});

test("the counter beside the sale: no violation, targets for a finger, nothing sideways", async () => {
  test.setTimeout(240_000);
  await walk(scene.tablet, tillScreens, { touch: true });
});

test("the back office: no violation in light and dark, nothing sideways at 200 %", async () => {
  test.setTimeout(360_000);
  await walk(await scene.newDesk(), officeScreens, { touch: false });
});
