import { defineConfig } from "vitest/config";

const setupFiles = ["packages/db/src/testing/quick-imports.ts"];
const elsewhere = ["**/node_modules/**", "**/dist/**", "e2e/**", ".data/**"];

/** Two kinds of tests, told apart by file name: pure ones, and those that need PostgreSQL (`*.pg.test.ts`). */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "pure",
          setupFiles,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...elsewhere, "**/*.pg.test.ts"],
          // A busy machine is no failure: a thousand properties may take their time there.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "pg",
          setupFiles,
          include: ["**/*.pg.test.ts"],
          exclude: elsewhere,
          globalSetup: ["packages/db/src/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
