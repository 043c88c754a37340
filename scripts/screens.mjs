import { playwrightProgram, provideChromium } from "./chromium.mjs";
import { build, install, StepFailed } from "./lib/prepare.mjs";
import { inRepository, pinnedEnvironment, pinnedNode } from "./lib/repository.mjs";
import { run, Stopped, stopWhenAsked } from "./lib/run.mjs";

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** Takes pictures of the app with the demo's data: those that documents show, or with `--all` every screen in every form. */
async function takePictures() {
  const all = process.argv.includes("--all");
  await install();
  await build();
  const chromium = await provideChromium(say);
  const { code } = await run([pinnedNode, playwrightProgram, "test", "-c", inRepository("e2e/screens.config.ts")], {
    show: true,
    env: { ...pinnedEnvironment, BALCAO_CHROMIUM: chromium.file, BALCAO_PICTURES: all ? "all" : "shown" },
  });
  process.exitCode = code;
  if (code === 0) say(`The pictures are in ${all ? ".data/screens" : "docs/screenshots"}.`);
}

try {
  stopWhenAsked();
  await takePictures();
} catch (error) {
  if (!(error instanceof StepFailed || error instanceof Stopped)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
