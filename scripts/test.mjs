import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { playwrightProgram, provideChromium } from "./chromium.mjs";
import { hasApt, installWithApt } from "./lib/apt.mjs";
import { env } from "./lib/env.mjs";
import { build, install, StepFailed } from "./lib/prepare.mjs";
import { inRepository, pinnedEnvironment, pinnedNode } from "./lib/repository.mjs";
import { crashed, readPlaywright, readVitest } from "./lib/results.mjs";
import { run, Stopped, stopWhenAsked } from "./lib/run.mjs";

const reports = inRepository(".data/test-reports");

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** The environment of the tests: which Chromium, and which data. */
async function prepare() {
  await install();
  await build();
  const chromium = await provideChromium(say);
  say(`Chromium: ${chromium.file} (${chromium.origin}).`);
  await provideNginx();
  const data = env.data ?? path.resolve(inRepository("../shared/data"));
  const real = existsSync(data);
  say(
    real
      ? `Data: the full real data in ${data}.`
      : "Data: the shipped fixtures (set BALCAO_DATA to a folder of real data).",
  );
  say(
    env.testDatabase === null
      ? "Database: embedded PostgreSQL (set BALCAO_TEST_DATABASE_URL to a superuser's connection string to use yours)."
      : "Database: the server of BALCAO_TEST_DATABASE_URL.",
  );
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  return {
    ...pinnedEnvironment,
    ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }),
    BALCAO_CHROMIUM: chromium.file,
    ...(real ? { BALCAO_DATA: data } : {}),
  };
}

/** Two nodes are tried behind a real nginx; without one that test is skipped. */
async function provideNginx() {
  if (existsSync("/usr/sbin/nginx") || !hasApt) return;
  say("Installing nginx with apt-get.");
  await installWithApt("nginx-light");
}

/** @param {Record<string, string | undefined>} environment */
async function runVitest(environment) {
  const file = path.join(reports, "vitest.json");
  const vitest = [pinnedNode, inRepository("node_modules/vitest/vitest.mjs"), "run"];
  try {
    const { code } = await run([...vitest, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`], {
      show: true,
      env: environment,
    });
    return readVitest(file, code);
  } finally {
    // It did not come to its own cleaning.
    if (!existsSync(file)) await run([pinnedNode, inRepository("packages/db/src/testing/sweep.ts")], { cleanUp: true });
  }
}

/** @param {Record<string, string | undefined>} environment */
async function runPlaywright(environment) {
  const file = path.join(reports, "playwright.json");
  const { code } = await run([pinnedNode, playwrightProgram, "test", "-c", inRepository("e2e/playwright.config.ts")], {
    show: true,
    env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return readPlaywright(file, code);
}

async function test() {
  const environment = await prepare();
  return [await runVitest(environment), await runPlaywright(environment)];
}

/** @param {unknown} error @returns {import("./lib/results.mjs").Results[]} */
function asResults(error) {
  const reason =
    error instanceof StepFailed || error instanceof Stopped
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  return [crashed("npm test", reason)];
}

/** @param {string} reason @returns {string} its first lines, without the frames of other people's code */
function shorten(reason) {
  const lines = reason
    .trimEnd()
    .split("\n")
    .filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line));
  return lines.slice(0, 25).join("\n");
}

stopWhenAsked();
const all = await test().catch(asResults);
const failures = all.flatMap((results) => results.failures);
const sum = (/** @type {"passed" | "skipped"} */ of) => all.reduce((total, results) => total + results[of], 0);
for (const { name, reason } of failures)
  say(`\nFAILED ${name.replace(inRepository("."), "").replace(/^\//, "")}\n${shorten(reason)}`);
if (sum("skipped") > 0) say(`\n${sum("skipped")} skipped`);
process.exitCode = failures.length === 0 && sum("passed") > 0 ? 0 : 1;
say(`\n${sum("passed")} passed, ${failures.length} failed`);
