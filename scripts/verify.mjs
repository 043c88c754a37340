import { buildCommand, install, StepFailed } from "./lib/prepare.mjs";
import { inRepository, pinnedEnvironment, pinnedNode } from "./lib/repository.mjs";
import { run, Stopped, stopWhenAsked } from "./lib/run.mjs";

/** @param {string} name @param {...string} parameters @returns {string[]} a program of node_modules */
const program = (name, ...parameters) => [inRepository(`node_modules/.bin/${name}`), ...parameters];
/** @param {string} name @returns {string[]} one of our own checks */
const own = (name) => [pinnedNode, inRepository(`scripts/verify/${name}.ts`)];

/** What must hold, and how it is asked; the secrets are also looked for in what was built. @type {Record<string, string[]>} */
const checks = {
  build: buildCommand(),
  format: program("oxfmt", "--check"),
  lint: program("oxlint"),
  types: program("tsc", "-b"),
  imports: program("depcruise", "--config", ".dependency-cruiser.mjs", "apps", "packages", "e2e", "bench"),
  unused: program("knip", "--no-progress", "--treat-config-hints-as-errors"),
  messages: own("messages"),
  secrets: own("secrets"),
  versions: own("versions"),
  docs: own("docs"),
  spec: own("spec"),
  migrations: own("migrations"),
  size: own("size"),
  bundle: own("bundle"),
};

/** `pnpm verify lint types` runs these alone. */
const chosen = process.argv.slice(2);

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** @typedef {{ name: string, passed: boolean, output: string, seconds: number }} Row */

/** @param {string} name @param {string[]} command @returns {Promise<Row>} */
async function check(name, command) {
  const started = Date.now();
  const { code, output } = await run(command, { env: { ...pinnedEnvironment, NO_COLOR: "1" } });
  return { name, passed: code === 0, output, seconds: (Date.now() - started) / 1000 };
}

/**
 * Runs the build and then every other check, two at a time, whether or not others fail.
 * @param {readonly string[]} names
 * @returns {Promise<Row[]>}
 */
async function checkAll(names) {
  const [first, ...waiting] = Object.entries(checks).filter(([name]) => names.includes(name));
  const rows = first === undefined ? [] : [await check(...first)];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) rows.push(await check(...next));
  };
  await Promise.all([work(), work()]);
  return rows.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

/** @returns {Promise<Row[]>} */
async function verify() {
  try {
    await install();
    const unknown = chosen.find((name) => !(name in checks));
    if (unknown !== undefined) throw new StepFailed(`There is no check ${unknown}: ${Object.keys(checks).join(", ")}.`);
    return await checkAll(chosen.length > 0 ? chosen : Object.keys(checks));
  } catch (error) {
    if (!(error instanceof StepFailed || error instanceof Stopped)) throw error;
    return [{ name: "prepare", passed: false, output: error.message, seconds: 0 }];
  }
}

stopWhenAsked();
const rows = await verify();
for (const { name, passed, output } of rows) if (!passed) say(`\n── ${name}\n${output.trimEnd()}`);
say("");
for (const { name, passed, seconds } of rows)
  say(`${passed ? "ok    " : "FAILED"} ${name.padEnd(12)} ${seconds.toFixed(1)} s`);
const failed = rows.filter((row) => !row.passed).length;
process.exitCode = failed === 0 ? 0 : 1;
say(`\n${rows.length - failed} passed, ${failed} failed`);
