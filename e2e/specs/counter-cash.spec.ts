import { expect, type Page, test } from "playwright/test";
import { scan, sell, syncState, waiting } from "../src/counter.ts";
import { type CounterScene, startCounter } from "../src/counter-scene.ts";
import { changeRows } from "../src/local-data.ts";
import { closeDrawer, park } from "../src/till.ts";

// The cash session and the sync as people see them, without a network, as docs/counter.md lists them.

let scene: CounterScene;
let page: Page;
const code = (place: number) => scene.codes[place] ?? "";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  scene = await startCounter(browser, { products: 60 });
  ({ page } = scene);
});

test.afterAll(() => scene.stop());

/** Goes to a place of the menu. */
async function go(place: string): Promise<void> {
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: place, exact: true }).click();
}

test("the indicator says how many commands wait, how old the oldest is, and when the server last took something", async () => {
  await sell(page, [code(0)]);
  await expect.poll(() => waiting(page), { timeout: 40_000 }).toBe(0);
  await expect(syncState(page)).toContainText(/último envio (agora|há)/);
  await scene.network.cut();
  await expect(syncState(page)).toContainText("Sem rede");
  await sell(page, [code(1)]);
  await sell(page, [code(2)]);
  await expect(syncState(page)).toContainText("2 por enviar");
  await expect(syncState(page)).toContainText(/mais antigo (agora|há)/);
});

test("the indicator is in sight wherever one is at the counter", async () => {
  for (const place of [
    "Vendas de hoje",
    "Consultar estoque",
    "Caixa",
    "Sincronização",
    "Leitor de códigos",
    "Vender",
  ]) {
    await go(place);
    await expect(syncState(page), place).toBeInViewport({ ratio: 1 });
  }
  await scan(page, code(3));
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await expect(syncState(page)).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Voltar à venda" }).click();
  await park(page, "Mesa 2");
});

test("a drawer is counted blind, with what is unsent, refused and parked told before, and closes without a network", async () => {
  // The second of the two that wait does not say what the tablet signed: the server refuses it.
  const [last] = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const open = indexedDB.open("balcao");
        open.onsuccess = () => {
          const all = open.result.transaction("outbox").objectStore("outbox").index("sequence").getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve([(all.result as { id: string }[]).at(-1)?.id ?? ""]);
          };
        };
      }),
  );
  expect(await changeRows(page, "outbox", { at: ["id"], is: last }, { at: ["command", "args", "total"], to: 1 })).toBe(
    1,
  );
  await scene.network.heal();
  await expect.poll(() => waiting(page), { timeout: 40_000 }).toBe(0);
  await scene.network.cut();
  await expect(syncState(page)).toContainText("Sem rede");
  await sell(page, [code(4)]);
  await go("Caixa");
  await page.getByRole("link", { name: "Fechar caixa" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("1 registro por enviar");
  await expect(main).toContainText("1 registro recusado");
  await expect(main).toContainText("1 venda em espera");
  await expect(main).not.toContainText(/R\$ (?!0,00)/);
  await expect(main).not.toContainText("Esperado");
  await page.goBack();
  await closeDrawer(page, 10_000);
  await expect(main).toContainText("Esperado");
  await expect(main).toContainText(/Falta de R\$/);
  await expect(main).toContainText("Fechado, por enviar");
});

test("a drawer opens without a network", async () => {
  await page.getByRole("link", { name: "Abrir outro caixa" }).click();
  await page.getByLabel("Fundo de troco").click();
  await page.keyboard.type("5000", { delay: 60 });
  await page.getByRole("button", { name: "Abrir caixa" }).click();
  await expect(page.getByRole("link", { name: "Fechar caixa" })).toBeVisible();
  await expect(syncState(page)).toContainText("Sem rede");
});

test("a tap on the indicator opens the list, with each command's state, and of a refused one the reason and what to do", async () => {
  await syncState(page).click();
  const main = page.getByRole("main");
  await expect(main.getByRole("row").filter({ hasText: "Abertura de caixa" })).toContainText("Na fila");
  await page.getByRole("tab", { name: /^Recusados/ }).click();
  const refused = main.getByRole("listitem");
  await expect(refused).toContainText("Venda");
  await refused.getByRole("button").first().click();
  const details = page.getByRole("dialog");
  await expect(details).toContainText("Motivo");
  await expect(details).toContainText("O que fazer");
  await expect(details).toContainText("Recusado");
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /^Enviados/ }).click();
  await expect(main.getByRole("row").filter({ hasText: "Venda" }).first()).toContainText("Confirmado");
});
