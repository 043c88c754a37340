import { spawn } from "node:child_process";
import { constants } from "node:os";
import { build, install, StepFailed } from "./lib/prepare.mjs";
import { inRepository, pinnedEnvironment, pinnedNode, root } from "./lib/repository.mjs";
import { onStop, Stopped, stopWhenAsked } from "./lib/run.mjs";

/** Runs the server on the pinned Node until it ends, and ends as it did. */
function serve() {
  const server = spawn(pinnedNode, [inRepository("apps/api/src/main.ts")], {
    cwd: root,
    env: pinnedEnvironment,
    stdio: "inherit",
    // Ctrl-C in the terminal reaches this process, which passes it on once: a second one means "at once" to the server.
    detached: process.platform !== "win32",
  });
  onStop((signal) => {
    // On Windows the console itself tells the server, and kill() would not let it stop in order.
    if (process.platform !== "win32") server.kill(signal);
  });
  server.once("error", (error) => {
    process.stderr.write(`The server could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  server.once("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)];
  });
}

try {
  stopWhenAsked();
  await install();
  await build();
  serve();
} catch (error) {
  if (!(error instanceof StepFailed || error instanceof Stopped)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
