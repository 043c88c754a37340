/** What scripts are told from outside; npm and pnpm say who they are in lib/run.mjs and lib/prepare.mjs. */
export const env = {
  /** A Chromium to test with. */
  chromium: process.env["BALCAO_CHROMIUM"] || process.env["PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"] || null,
  /** A folder of real price lists and invoices; tests read shipped fixtures without it. */
  data: process.env["BALCAO_DATA"] || null,
  /** A PostgreSQL 18 whose superuser the tests may be; they make databases of their own and drop them. */
  testDatabase: process.env["BALCAO_TEST_DATABASE_URL"] || null,
};
