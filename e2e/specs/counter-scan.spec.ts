import { checkDigit } from "@balcao/shared/catalog/barcode";
import { testPin } from "@balcao/db/testing/test-secret";
import { expect, type Page, test } from "playwright/test";
import { cartLines, comeIn, finish, hurry, scan, scanLate, syncState } from "../src/counter.ts";
import { type CounterScene, startCounter } from "../src/counter-scene.ts";
import { discard } from "../src/till.ts";

// Finding and scanning, as docs/counter.md lists it.

let scene: CounterScene;
let page: Page;
const code = (place: number) => scene.codes[place] ?? "";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  scene = await startCounter(browser, { products: 1200 });
  ({ page } = scene);
});

test.afterAll(() => scene.stop());

const searchBox = () => page.getByRole("searchbox", { name: "Buscar ou escanear" });
const tiles = () => page.getByRole("button", { name: /^Incluir / });
const quantity = () => page.getByRole("textbox", { name: /^Quantidade de/ });
const leaveEverything = () => page.evaluate(() => (document.activeElement as HTMLElement).blur());

test("a code scanned with nothing focused is taken on every screen of a sale", async () => {
  await leaveEverything();
  await scan(page, code(0));
  await expect(cartLines(page)).toHaveCount(1);
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await leaveEverything();
  await scan(page, code(1));
  // While it is paid the amount stands: one tap goes back and takes the product in.
  await page.getByRole("button", { name: "Voltar e incluir" }).click();
  await expect(cartLines(page)).toHaveCount(2);
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await finish(page);
  await expect(page.getByRole("heading", { name: "Venda finalizada" })).toBeVisible();
  await leaveEverything();
  await scan(page, code(2));
  await expect(cartLines(page)).toHaveCount(1);
  await discard(page);
});

test("twenty scans back to back are exactly twenty units", async () => {
  await leaveEverything();
  await hurry(page, `${code(0)}\r`.repeat(20), 3);
  await expect(quantity()).toHaveValue("20");
  await expect(cartLines(page)).toHaveCount(1);
  await discard(page);
});

test("a scan that a busy page hears late changes no quantity but by one", async () => {
  await scan(page, code(0));
  await expect(quantity()).toHaveValue("1");
  await leaveEverything();
  await scanLate(page, code(0), () => page.getByRole("button", { name: "Mais um" }).click());
  await expect(page.getByRole("region", { name: "Venda" })).toContainText("3 itens");
  await expect(quantity()).toHaveValue("3");
  await discard(page);
});

test("a scan with the caret in the quantity of its line adds one, and leaving the field takes nothing back", async () => {
  await scan(page, code(0));
  await quantity().click();
  await hurry(page, `${code(0)}\r`.repeat(3), 3);
  await expect(quantity()).toHaveValue("4");
  await page.getByRole("searchbox", { name: "Buscar ou escanear" }).click();
  await expect(quantity()).toHaveValue("4");
  await discard(page);
});

test("a scan leaves nothing in a field for a quantity, a weight, money or a PIN", async () => {
  await scan(page, code(0));
  await quantity().click();
  await scan(page, code(1));
  await expect(cartLines(page)).toHaveCount(2);
  await expect(quantity().first()).toHaveValue("1");
  await page
    .getByRole("button", { name: /^Alterar / })
    .first()
    .click();
  const typed = page.getByRole("dialog").getByRole("textbox");
  await page.keyboard.type("7", { delay: 60 });
  await scan(page, code(2));
  await expect(typed).toHaveValue("7");
  await page.keyboard.press("Escape");
  await expect(cartLines(page)).toHaveCount(3);
  await page.getByRole("button", { name: /^Pagar/ }).click();
  const before = await page.getByText("Valor recebido").locator("..").innerText();
  await scan(page, code(3));
  await expect(page.getByText(`Código ${code(3)} lido`)).toBeVisible();
  expect(await page.getByText("Valor recebido").locator("..").innerText()).toBe(before);
  await page.getByRole("button", { name: "Voltar à venda" }).click();
  await page.getByRole("button", { name: /Trocar de operador/ }).click();
  await page.keyboard.type("12", { delay: 60 });
  await scan(page, code(4));
  await expect(page.getByText("2 algarismos")).toHaveCount(1);
  for (let n = 0; n < 2; n += 1) await page.keyboard.press("Backspace");
  await comeIn(page, /cashier 1/, testPin);
  await discard(page);
});

test("an unknown code beeps, and stays in sight with what to do until it is closed", async () => {
  await page.evaluate(() => {
    const start = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, "start")?.value as () => void;
    AudioScheduledSourceNode.prototype.start = function (...at: []) {
      document.documentElement.dataset["beeps"] = "yes";
      start.apply(this, at);
    };
  });
  await scan(page, "7891234567895");
  const notice = page.getByRole("alert").filter({ hasText: "Código 7891234567895 não encontrado" });
  await expect(notice).toContainText("Busque pelo nome");
  await expect(page.locator("html[data-beeps=yes]")).toHaveCount(1);
  await scan(page, code(0));
  await expect(cartLines(page)).toHaveCount(1);
  await expect(notice).toBeVisible();
  await notice.getByRole("button", { name: "Fechar" }).click();
  await expect(notice).toHaveCount(0);
  await discard(page);
});

test("3* and then a scan is a quantity of 3, and the next scan is one again", async () => {
  await searchBox().click();
  await page.keyboard.type("3*", { delay: 60 });
  await scan(page, code(5));
  await expect(quantity()).toHaveValue("3");
  await scan(page, code(6));
  await expect(quantity().last()).toHaveValue("1");
  await discard(page);
});

test("a label of the store's scale carries the weight, or the price, as the store is set", async () => {
  const label = (value: string) => `2000025${value}${checkDigit(`2000025${value}`)}`;
  const setScale = async (mode: string) => {
    await scene.product.sql("UPDATE store SET scale_barcode = $1 WHERE code = '01'", [mode]);
    const kept = () =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const open = indexedDB.open("balcao");
            open.onsuccess = () => {
              const all = open.result.transaction("store").objectStore("store").getAll();
              all.onsuccess = () => {
                open.result.close();
                resolve((all.result as { scaleBarcode: string }[])[0]?.scaleBarcode);
              };
            };
          }),
      );
    await expect.poll(kept, { timeout: 40_000 }).toBe(mode);
  };
  await setScale("weight");
  await scan(page, label("01250"));
  await expect(cartLines(page)).toContainText("1,25 kg");
  await setScale("price");
  await scan(page, label("01990"));
  await expect(cartLines(page).last()).toContainText("R$ 19,90");
  await expect(cartLines(page).last()).toContainText("pela etiqueta");
  await discard(page);
});

test("search finds by any words of name, brand and SKU, whatever the accents and capitals", async () => {
  // Product 21 of the seeded catalogue: its brand is the 22nd.
  const [row] = await scene.product.sql<{ name: string; sku: string; brand: string }>(
    "SELECT p.name, p.sku, b.name AS brand FROM product p JOIN brand b ON b.id = p.brand_id WHERE p.sku = '000021'",
  );
  if (row === undefined) throw new Error("no product 21");
  const words = row.name.split(" ");
  const plain = row.name.normalize("NFD").replace(/\p{M}/gu, "");
  expect(plain).not.toBe(row.name);
  for (const text of [
    plain.toUpperCase(),
    words.toReversed().join(" "),
    `${words.at(-1)} ${row.brand.toUpperCase()}`,
    row.sku,
  ]) {
    await searchBox().fill(text);
    await expect(tiles().first()).toContainText(row.name);
  }
  await searchBox().fill("");
});

test("how many products match is always shown, and every one of them can be reached", async () => {
  const count = page.getByRole("status").filter({ hasText: /produtos?$/ });
  await expect(count).toHaveText("1.200 produtos");
  await searchBox().fill("feij");
  await expect(count).toHaveText("60 produtos");
  await searchBox().fill("");
  await expect(count).toHaveText("1.200 produtos");
  const reached = await page.getByRole("group", { name: "Produtos" }).evaluate(async (grid) => {
    const seen = new Set<string>();
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let still = 0; still < 30;) {
      const before = seen.size;
      for (const tile of grid.querySelectorAll<HTMLElement>("[data-tile]")) seen.add(tile.dataset["tile"] ?? "");
      still = seen.size === before ? still + 1 : 0;
      grid.scrollTop += grid.clientHeight;
      await frame();
    }
    return seen.size;
  });
  expect(reached).toBe(1200);
});

test("gap, least length, prefix, suffix and terminator of the scanner are settings, and a screen tests the scanner", async () => {
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: "Leitor de códigos" }).click();
  await expect(page.getByRole("radio", { name: "45 ms" })).toBeChecked();
  const recognised = page.getByText("Leitor reconhecido").locator("..");
  const typed = page.getByText("Chegou como digitação");
  const field = page.getByLabel("Toque aqui e escaneie");
  const tryOut = async (text: string, gap = 3) => {
    await field.click();
    await hurry(page, text, gap);
  };
  await tryOut(`${code(0)}\r`);
  await expect(recognised).toContainText(code(0));

  await tryOut("123456\r", 60);
  await expect(typed).toBeVisible();
  await page.getByRole("radio", { name: "80 ms" }).click();
  await tryOut("123456\r", 60);
  await expect(recognised).toContainText("123456");

  await page.getByRole("radio", { name: "8", exact: true }).click();
  await tryOut("7654321\r");
  await expect(recognised).toContainText("123456");
  await field.fill("");

  await page.getByLabel("Prefixo a descartar").fill("~");
  await page.getByLabel("Sufixo a descartar").fill("#");
  await tryOut(`~${code(1)}#\r`);
  await expect(recognised).toContainText(`${code(1)},`);

  await page.getByRole("checkbox", { name: "Enter (CR)" }).click();
  await tryOut(`~${code(2)}#\r`);
  await expect(typed).toBeVisible();
  await tryOut(`~${code(2)}#\t`);
  await expect(recognised).toContainText(`${code(2)},`);
  await page.getByRole("button", { name: "Voltar ao padrão" }).click();
  await expect(page.getByRole("radio", { name: "45 ms" })).toBeChecked();
  await page.getByRole("link", { name: /Voltar/ }).click();
  await expect(syncState(page)).toBeVisible();
});
