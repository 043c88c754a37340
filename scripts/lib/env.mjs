/** What scripts are told from outside; npm and pnpm say who they are in lib/run.mjs and lib/prepare.mjs. */
export const env = {
  /** A Chromium to test with. */
  chromium: process.env["BALCAO_CHROMIUM"] || process.env["PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"] || null,
  /** A folder of real price lists and invoices; tests read shipped fixtures without it. */
  data: process.env["BALCAO_DATA"] || null,
};
