import { expect, type Locator, type Page } from "playwright/test";

export interface Login {
  readonly email: string;
  readonly password: string;
}

/** Signs a person in on the page that the origin opens with. */
export async function signIn(page: Page, origin: string, { email, password }: Login): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Senha", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Makes this browser a tablet of a store, as an administrator who stands in front of it. */
export async function enrol(page: Page, origin: string, login: Login, store: RegExp, name: string): Promise<void> {
  await signIn(page, origin, login);
  await page.goto(`${origin}/enrol`);
  await page.getByRole("combobox", { name: "Loja" }).click();
  await page.getByRole("option", { name: store }).click();
  await page.getByLabel("Nome do tablet").fill(name);
  await page.getByRole("button", { name: "Cadastrar tablet" }).click();
}

/** Chooses an operator and taps the PIN. */
export async function comeIn(page: Page, operator: RegExp, pin: string): Promise<void> {
  await page.getByRole("button", { name: operator }).click();
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click();
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Quem está no balcão?" })).toBeHidden();
}

/** Opens the drawer with an opening float in cents. */
export async function openDrawer(page: Page, float: number): Promise<void> {
  const field = page.getByLabel("Fundo de troco");
  await field.click();
  await page.keyboard.type(String(float), { delay: 60 });
  await page.getByRole("button", { name: "Abrir caixa" }).click();
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
}

/**
 * Scans a code as a keyboard scanner does: a key every three milliseconds by the clock of the keyboard, however busy this
 * machine is, and Enter behind them.
 */
export async function scan(page: Page, code: string): Promise<void> {
  await hurry(page, `${code}\r`, 3);
}

const named: Readonly<Record<string, string>> = { "\r": "Enter", "\t": "Tab" };

/** When the last key was typed, in seconds by the clock of the keyboard, which runs ahead of a hurried page. */
let lastKey = 0;

/**
 * Types without waiting for the page: every key stands in its queue at once, `gap` milliseconds after the one before by the
 * clock of the keyboard. `\r` is Enter, `\t` is Tab. What comes first may be a tap on something that is on the screen already.
 */
export async function hurry(page: Page, text: string, gap: number, tap?: Locator): Promise<void> {
  await typeFrom(Math.max(Date.now() / 1000, lastKey + 0.1), page, text, gap, tap);
}

/** Scans a code that a busy page hears in two parts, with something happening between them. */
export async function scanLate(page: Page, code: string, between: () => Promise<void>): Promise<void> {
  await hurry(page, code.slice(0, 6), 3);
  // Longer than the page waits for the next key of a scanner.
  await page.waitForTimeout(300);
  await between();
  await typeFrom(lastKey, page, `${code.slice(6)}\r`, 3);
}

async function typeFrom(start: number, page: Page, text: string, gap: number, tap?: Locator): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // Where it stands once it stands still.
  await tap?.click({ trial: true });
  const box = (await tap?.boundingBox()) ?? null;
  if (box !== null) await page.mouse.move(box.x + 20, box.y + 20);
  let timestamp = start;
  const mouse = (type: "mousePressed" | "mouseReleased", { x, y }: { x: number; y: number }) =>
    session.send("Input.dispatchMouseEvent", { type, x: x + 20, y: y + 20, button: "left", clickCount: 1, timestamp });
  const press = (character: string) => {
    const key = named[character] ?? character;
    timestamp += gap / 1000;
    return [
      session.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: character, timestamp }),
      session.send("Input.dispatchKeyEvent", { type: "keyUp", key, timestamp }),
    ];
  };
  const tapped = box === null ? [] : [mouse("mousePressed", box), mouse("mouseReleased", box)];
  await Promise.all([...tapped, ...[...text].flatMap(press)]);
  lastKey = timestamp;
  await session.detach();
}

/** How many lines the open cart has. */
export function cartLines(page: Page) {
  return page.getByRole("region", { name: "Venda" }).getByRole("listitem");
}

/**
 * Scans products one after the other, pays the exact amount (in cash, unless `pay` does otherwise) and goes on to the next
 * sale. Returns the receipt's number.
 */
export async function sell(
  page: Page,
  codes: readonly string[],
  pay: (page: Page) => Promise<void> = finish,
): Promise<string> {
  for (const code of codes) await scan(page, code);
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeEnabled();
  await page.getByRole("button", { name: /^Pagar/ }).click();
  await pay(page);
  await expect(page.getByRole("heading", { name: "Venda finalizada" })).toBeVisible();
  const text = await page
    .getByText(/\d+-[A-Z]\d+-\d{6}/)
    .first()
    .innerText();
  await page.getByRole("button", { name: "Nova venda" }).click();
  await expect(page.getByRole("button", { name: /^Pagar/ })).toBeVisible();
  return /\d+-[A-Z]\d+-\d{6}/.exec(text)?.[0] ?? "";
}

/** Taps the button that ends the sale. A second tap right after another counts as the same one; a person is slower. */
export async function finish(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: /finalizar venda/i });
  await expect(button).toBeVisible();
  await page.waitForTimeout(700);
  await button.click();
}

/** What the sync indicator says. */
export function syncState(page: Page) {
  return page.getByRole("link", { name: /^Sincronização:/ });
}

/** How many commands wait on the tablet, read from its database. */
export function waiting(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const open = indexedDB.open("balcao");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const db = open.result;
          const all = db.transaction("outbox").objectStore("outbox").getAll();
          all.onsuccess = () => {
            db.close();
            resolve(
              (all.result as { status: string }[]).filter(
                (entry) => entry.status === "queued" || entry.status === "later",
              ).length,
            );
          };
        };
      }),
  );
}

/** Waits until the app itself is on the tablet and opens without a network. */
export async function installed(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, {
    timeout: 60_000,
  });
}
