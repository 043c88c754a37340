import { existsSync, readFileSync } from "node:fs";

/**
 * @typedef {object} Results
 * @property {number} passed
 * @property {{ name: string, reason: string }[]} failures
 * @property {number} skipped
 */

/** @param {string} name @param {string} reason @returns {Results} a suite that told nothing */
export const crashed = (name, reason) => ({ passed: 0, skipped: 0, failures: [{ name, reason }] });

/**
 * Reads Vitest's JSON report. A file that could not run counts as one failure.
 * @param {string} file
 * @param {number} code what Vitest ended with
 * @returns {Results}
 */
export function readVitest(file, code) {
  const report = readReport(file);
  if (report === null) return crashed("vitest", `It ended with code ${code} and left no report.`);
  /** @type {Results} */
  const results = { passed: 0, skipped: 0, failures: [] };
  for (const suite of report.testResults) {
    for (const { status, fullName, failureMessages } of suite.assertionResults) {
      if (status === "passed") results.passed += 1;
      else if (status === "failed")
        results.failures.push({ name: `${suite.name}: ${fullName}`, reason: failureMessages.join("\n") });
      else results.skipped += 1;
    }
    const told = suite.assertionResults.some((/** @type {{ status: string }} */ { status }) => status === "failed");
    if (suite.status === "failed" && !told) results.failures.push({ name: suite.name, reason: reasonOf(suite) });
  }
  return complete(results, "vitest", code);
}

/**
 * Why a file of tests failed as a whole. A process that died leaves no message in the report, only tests without an end.
 * @param {any} suite
 * @returns {string}
 */
function reasonOf(suite) {
  if (suite.message !== "") return suite.message;
  const open = suite.assertionResults.find((/** @type {{ status: string }} */ { status }) => status === "pending");
  return `Its process died at "${open?.fullName ?? "the end"}"; Vitest says how above, under Unhandled Errors.`;
}

/**
 * Reads Playwright's JSON report.
 * @param {string} file
 * @param {number} code what Playwright ended with
 * @returns {Results}
 */
export function readPlaywright(file, code) {
  const report = readReport(file);
  if (report === null) return crashed("playwright", `It ended with code ${code} and left no report.`);
  /** @type {Results} */
  const results = { passed: 0, skipped: 0, failures: [] };
  /** @param {any} suite */
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const { status, results: attempts } of spec.tests) {
        const reason = attempts
          .flatMap((/** @type {any} */ attempt) => attempt.errors.map((/** @type {any} */ error) => error.message))
          .join("\n");
        if (status === "expected") results.passed += 1;
        else if (status === "skipped") results.skipped += 1;
        else results.failures.push({ name: `${spec.file}: ${spec.title}`, reason });
      }
    }
    (suite.suites ?? []).forEach(visit);
  };
  report.suites.forEach(visit);
  for (const { message } of report.errors) results.failures.push({ name: "playwright", reason: message });
  return complete(results, "playwright", code);
}

/** @param {string} file @returns {any} */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** @param {Results} results @param {string} name @param {number} code @returns {Results} silence is no success */
function complete(results, name, code) {
  if (results.failures.length > 0) return results;
  if (code !== 0)
    results.failures.push({ name, reason: `It ended with code ${code} although no test failed; see above.` });
  else if (results.passed === 0) results.failures.push({ name, reason: "No test ran." });
  return results;
}
