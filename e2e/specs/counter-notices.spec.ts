import { expect, type Page, test } from "playwright/test";
import { coveredBy } from "../src/accessibility.ts";
import { cartLines, signIn, syncState } from "../src/counter.ts";
import { demoAccess, openDemo, personOf } from "../src/demo.ts";
import { startProduct, type Product } from "../src/product.ts";
import { park, resume } from "../src/till.ts";

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

let product: Product;
let page: Page;
let cashier: { readonly name: string; readonly pin: string };

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  product = await startProduct({ demo: true });
  ({ page, cashier } = await openDemo(browser, product, { viewport: { width: 390, height: 844 } }));
});

test.afterAll(async () => {
  await page.context().close();
  await product.stop();
});

const outlineOf = () =>
  page.evaluate(() => (document.activeElement === null ? "" : getComputedStyle(document.activeElement).outlineStyle));

test("the PIN pad that waits for whoever was in last has no ring around it, and one for those who come by Tab", async () => {
  await page.reload();
  await expect(page.getByRole("group", { name: `PIN de ${cashier.name}` }).first()).toBeFocused();
  expect(await outlineOf()).toBe("none");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect(await outlineOf()).toBe("solid");
  await page.keyboard.type(cashier.pin, { delay: 60 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
});

test("what is said for a moment lies over nothing that can be pressed, and has nothing lie over it", async () => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page
      .getByRole("button", { name: /^Incluir / })
      .first()
      .click();
    await park(page, "Dona Ana");
    const said = page.getByRole("dialog").filter({ hasText: "Venda guardada" });
    await expect(said).toBeVisible();
    expect(await coveredBy(said), `${size.width} x ${size.height}`).toEqual([]);
    await said.locator("button[aria-label=Fechar]").click();
    await resume(page, "Dona Ana");
  }
});

test("a line that was taken out is offered back beside the cart, over nothing that can be pressed", async () => {
  await page
    .getByRole("button", { name: /^Incluir / })
    .first()
    .click();
  for (const size of sizes) {
    await page.setViewportSize(size);
    const narrow = size.width < 1024;
    if (narrow) await page.getByRole("button", { name: /Ver venda/ }).click();
    const lines = narrow ? page.getByRole("dialog").getByRole("listitem") : cartLines(page);
    const before = await lines.count();
    await page
      .getByRole("button", { name: /^Remover / })
      .first()
      .click();
    await expect(lines).toHaveCount(before - 1);
    const undo = page.getByRole("button", { name: "Desfazer" }).last();
    await expect(undo).toBeVisible();
    expect(await coveredBy(undo.locator("..")), `${size.width} x ${size.height}`).toEqual([]);
    await undo.click();
    await expect(lines).toHaveCount(before);
    if (narrow) await page.keyboard.press("Escape");
  }
});

test("an unknown code leaves the products in sight, and stays until it is closed", async () => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const box = page.getByRole("searchbox", { name: "Buscar ou escanear" });
    await box.fill("7891234567895");
    await box.press("Enter");
    const notice = page.getByRole("alert").filter({ hasText: "7891234567895" });
    await expect(notice).toContainText("Busque pelo nome");
    const { height } = (await notice.boundingBox()) ?? { height: 0 };
    expect(height, `${size.width} x ${size.height}`).toBeLessThan(size.height / 10);
    await page
      .getByRole("button", { name: /^Incluir / })
      .first()
      .click();
    await expect(notice).toBeVisible();
    await notice.getByRole("button", { name: "Fechar" }).click();
    await expect(notice).toHaveCount(0);
  }
});

test("who asks the tablet to try now sees what comes of it, also when the server does not know the tablet any more", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(syncState(page)).toContainText("Ao vivo");
  await syncState(page).click();
  const ask = page.getByRole("button", { name: /Verificar agora|Enviar agora/ });
  await ask.click();
  await expect(page.getByText("O servidor respondeu agora.")).toBeVisible();
  await page.route("**/api/trpc/**", (route) => route.abort());
  await ask.click();
  await expect(page.getByText("O servidor não respondeu.")).toBeVisible();
  await page.unroute("**/api/trpc/**");
  await page.context().clearCookies();
  await ask.click();
  await expect(page.getByRole("main").getByText("Não cadastrado")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Cadastrar de novo" })).toBeVisible();
});

test("a cashier on a browser that is no tablet is told that a manager has to enrol it, and sees no form", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "pt-BR" });
  const desk = await context.newPage();
  const origin = `http://localhost:${product.port}`;
  await desk.goto(origin);
  await expect(desk.getByText("um gerente precisa entrar aqui e cadastrá-lo")).toBeVisible();
  await signIn(desk, origin, personOf(demoAccess(product), "cashier"));
  await desk.goto(`${origin}/enrol`);
  await expect(desk.getByRole("heading", { name: "Um gerente precisa cadastrar este tablet" })).toBeVisible();
  await expect(desk.getByLabel("Nome do tablet")).toHaveCount(0);
  await desk.getByRole("link", { name: "Entrar como gerente" }).click();
  const manager = personOf(demoAccess(product), "store-manager");
  await desk.getByLabel("E-mail").fill(manager.email);
  await desk.getByLabel("Senha", { exact: true }).fill(manager.password);
  await desk.getByRole("button", { name: "Entrar", exact: true }).click();
  await expect(desk.getByLabel("Nome do tablet")).toBeVisible();
  await context.close();
});
