/** The Chromium to test with, as `npm test` found it; null for Playwright's own. */
export const chromium: string | null =
  process.env["BALCAO_CHROMIUM"] || process.env["PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"] || null;

/** The folder of real data, as `npm test` found it; null for the shipped fixtures. */
export const realData: string | null = process.env["BALCAO_DATA"] || null;

/** Whether to show the browser. */
export const headed: boolean = process.env["HEADED"] === "1";

/** Which pictures of the screens to make, as `pnpm screens` was told: those that documents show, or all. */
export const pictures: "shown" | "all" = process.env["BALCAO_PICTURES"] === "all" ? "all" : "shown";
