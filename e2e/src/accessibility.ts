import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** The rules of those tags that look at colours, all that another theme can break. */
const ofColours = ["color-contrast", "link-in-text-block"];

/** What axe finds against WCAG 2.2 AA on the page as it stands, one line per element. */
export async function violations(page: Page, what: "everything" | "colours"): Promise<string[]> {
  // Without frames there is nothing to gather in a page of its own, which axe would open each time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations: found } = await (what === "everything" ? axe.withTags(tags) : axe.withRules(ofColours)).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reasons = [...any, ...all, ...none].map(({ message }) => message);
      return `${id}: ${target.join(" ")}: ${reasons.join("; ")}`;
    }),
  );
}

/**
 * What is smaller than a finger needs: 48 x 48 px of everything that can be pressed. A label belongs to its control and
 * a row to its link, as a press on the one does what a press on the other does. A link in running text needs 24 px of
 * height: there is no room for more between two lines, and nothing of a sale hangs on one.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const finger = 48;
    const pressable =
      "a[href], button, input, select, textarea, summary, [role=button], [role=radio], [role=checkbox], [role=switch], " +
      "[role=tab], [role=option], [role=menuitem], [role=combobox], [role=slider]";
    const boxes = (element: Element): DOMRect[] => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const around = element.closest(element.tagName === "A" ? "[role=row]" : "label");
      return [element, ...labels, ...(around === null ? [] : [around])].map((one) => one.getBoundingClientRect());
    };
    const sizeOf = (element: Element) => {
      const all = boxes(element);
      const span = (from: "left" | "top", to: "right" | "bottom") =>
        Math.max(...all.map((box) => box[to])) - Math.min(...all.map((box) => box[from]));
      return { width: span("left", "right"), height: span("top", "bottom") };
    };
    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest("[aria-hidden=true], [inert], .unseen, .sr-only") === null;
    const isInText = (element: Element) => element.tagName === "A" && getComputedStyle(element).display === "inline";
    return [...document.querySelectorAll(pressable)].filter(isShown).flatMap((element) => {
      const { width, height } = sizeOf(element);
      // Half a pixel is what rounding takes.
      const enough = isInText(element) ? height >= 23.5 : width >= finger - 0.5 && height >= finger - 0.5;
      if (enough) return [];
      const name = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
      return [`${element.tagName.toLowerCase()} “${name}”: ${width.toFixed(1)} x ${height.toFixed(1)}`];
    });
  });
}

/**
 * What can be scrolled sideways although it is read downwards, by name and widths. A row of chips or tabs may
 * run on sideways: it has one line and nothing below. So may a table of what stands in a file: its columns are the file's.
 */
export function sidewaysScrolling(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element) =>
      element === document.scrollingElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
    const isRow = (element: Element) =>
      element !== document.scrollingElement &&
      element.scrollHeight <= element.clientHeight + 1 &&
      element.clientHeight < 80;
    const isTable = (element: Element) => element.firstElementChild?.tagName === "TABLE";
    return [...document.querySelectorAll("*")]
      .filter(
        (element) =>
          scrolls(element) && !isTable(element) && element.scrollWidth > element.clientWidth + 1 && !isRow(element),
      )
      .map((element) => {
        const name = element.getAttribute("aria-label") ?? element.getAttribute("class")?.slice(0, 60);
        return `${element.tagName.toLowerCase()} “${name}”: ${element.scrollWidth} in ${element.clientWidth}`;
      });
  });
}

/** What can be pressed under an element, or lies over it, by name: what a person would miss, or press instead. */
export function coveredBy(above: Locator): Promise<string[]> {
  return above.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const pressable = "a[href], button, input, select, textarea, [role=button], [role=radio], [role=tab]";
    const steps = Array.from({ length: 9 }, (_, step) => (step + 0.5) / 9);
    const points = steps.flatMap((x) => steps.map((y) => [left + x * width, top + y * height] as const));
    const others = points.flatMap(([x, y]) =>
      document
        .elementsFromPoint(x, y)
        // Behind a sheet nothing can be pressed anyway.
        .filter(
          (other) => other.matches(pressable) && !element.contains(other) && !other.closest("[aria-hidden=true]"),
        ),
    );
    return [...new Set(others)].map((other) => other.getAttribute("aria-label") ?? other.textContent.trim());
  });
}
