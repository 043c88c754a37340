import type { Page } from "playwright";

interface Watched {
  /** What a person does: the scanner's Enter, lifting the finger, or a letter in a field. */
  readonly from: "keydown" | "pointerup" | "input";
  /** The element that will change. */
  readonly selector: string;
  /** The text it shows then. */
  readonly until: string;
}

/** Runs before the app: notes when Enter, finger and letters came, since the app keeps a scanner's keys to itself. */
export function listenEarly(): void {
  const note = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== "Enter") return;
    document.documentElement.dataset[event.type] = String(performance.now());
  };
  for (const name of ["keydown", "pointerup", "input"]) addEventListener(name, note, { capture: true });
}

/** Starts a stopwatch in the page, from the next event to the change that shows its effect. */
export function startWatch(page: Page, watched: Watched): Promise<void> {
  return page.evaluate(({ from, selector, until }) => {
    const marks = document.documentElement.dataset;
    delete marks[from];
    delete marks["took"];
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`there is no ${selector}`);
    const observer = new MutationObserver(() => {
      const began = marks[from];
      if (began === undefined || !element.textContent.includes(until)) return;
      observer.disconnect();
      marks["took"] = String(performance.now() - Number(began));
    });
    observer.observe(element, { subtree: true, childList: true, characterData: true });
  }, watched);
}

/** What the stopwatch showed, in milliseconds. */
export async function readWatch(page: Page): Promise<number> {
  const took = await page.waitForFunction(() => document.documentElement.dataset["took"]);
  return Number(await took.jsonValue());
}
