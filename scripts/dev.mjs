import { install, StepFailed } from "./lib/prepare.mjs";
import { inRepository, pinnedEnvironment, pinnedNode } from "./lib/repository.mjs";
import { run, Stopped, stopWhenAsked } from "./lib/run.mjs";

/** Where the app is served while it is worked on, and where its calls go (apps/pwa/vite.config.ts). */
const app = "http://localhost:5173";
const port = "5170";

/** Starts the server again when its files change, and the app's parts in the browser when theirs do. */
async function develop() {
  await install();
  const server = run([pinnedNode, "--watch", "--watch-preserve-output", inRepository("apps/api/src/main.ts")], {
    show: true,
    stopsItsOwn: true,
    env: { PUBLIC_ORIGIN: `${app},http://localhost:${port}`, ...pinnedEnvironment, PORT: port },
  });
  const vite = run([pinnedNode, inRepository("apps/pwa/node_modules/vite/bin/vite.js"), inRepository("apps/pwa")], {
    show: true,
    env: pinnedEnvironment,
  });
  // One without the other is no use.
  const { code } = await Promise.race([server, vite]);
  process.exitCode = code;
  process.kill(process.pid, "SIGTERM");
  await Promise.allSettled([server, vite]);
}

try {
  stopWhenAsked();
  await develop();
} catch (error) {
  if (error instanceof StepFailed) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else if (!(error instanceof Stopped)) throw error;
}
