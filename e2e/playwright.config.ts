import path from "node:path";
import { defineConfig } from "playwright/test";
import { chromium, headed } from "./src/env.ts";

/** Two specs at a time, each with a server and a database of its own: while one waits, the other works. */
export default defineConfig({
  testDir: path.join(import.meta.dirname, "specs"),
  // Pictures are made when they are asked for (screens.config.ts).
  testIgnore: "screens.spec.ts",
  outputDir: path.join(import.meta.dirname, "..", ".data", "test-reports", "e2e"),
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A busy machine is no failure.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json"]],
  use: { trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        headless: !headed,
        // Playwright starts Chromium without its sandbox, which root and many containers cannot have.
        launchOptions: chromium === null ? {} : { executablePath: chromium },
      },
    },
  ],
});
