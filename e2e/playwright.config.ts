import path from "node:path";
import { defineConfig } from "playwright/test";
import { chromium, headed } from "./src/env.ts";

/** Specs share the machine with the servers they start, so they run one after the other. */
export default defineConfig({
  testDir: path.join(import.meta.dirname, "specs"),
  // Pictures are made when they are asked for (screens.config.ts).
  testIgnore: "screens.spec.ts",
  outputDir: path.join(import.meta.dirname, "..", ".data", "test-reports", "e2e"),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
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
