/** CSS's millimetre is fixed to its pixel: 96 to the inch. */
const millimetresPerPixel = 25.4 / 96;

let pageSize: CSSStyleSheet | undefined;

/**
 * Prints `paper` on a page as long as it is, so that a roll is not cut through a line. The page size goes into a
 * constructed style sheet, because the Content Security Policy allows no style element. False when the browser does not
 * print; the sale does not depend on it.
 */
export function printReceipt(paper: HTMLElement): boolean {
  if (pageSize === undefined) {
    pageSize = new CSSStyleSheet();
    document.adoptedStyleSheets.push(pageSize);
    // Some browsers come back from print() before they have laid the page out.
    addEventListener("afterprint", () => pageSize?.replaceSync(""));
  }
  pageSize.replaceSync(`@page { size: 80mm ${heightOf(paper)}mm; margin: 0; }`);
  try {
    print();
    return true;
  } catch (error) {
    reportError(error);
    return false;
  }
}

/** How long the paper is at its printed width, in whole millimetres, with something to tear off at. */
function heightOf(paper: HTMLElement): number {
  paper.classList.add("receipt-measured");
  const { height } = paper.getBoundingClientRect();
  paper.classList.remove("receipt-measured");
  return Math.ceil(height * millimetresPerPixel) + 8;
}
