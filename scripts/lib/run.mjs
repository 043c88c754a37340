import { spawn } from "node:child_process";
import { root } from "./repository.mjs";

/**
 * @typedef {object} Outcome
 * @property {number} code what the program ended with; 1 when a signal or a missing program ended it
 * @property {string} output all that it printed; empty when it was shown
 */

/** This process was asked to stop; what was going on is not a failure. */
export class Stopped extends Error {}

/** Programs, and whether a wish to stop goes to all that they started. @type {Map<import("node:child_process").ChildProcess, boolean>} */
const running = new Map();
let stopping = false;

/**
 * Runs a program to its end, in a process group of its own so that it can be stopped with all that it starts. Rejects
 * with Stopped when this process was asked to stop, unless `cleanUp`.
 * @param {readonly string[]} command the program and its arguments
 * @param {object} [options]
 * @param {boolean} [options.show] lets it print
 * @param {Record<string, string | undefined>} [options.env]
 * @param {boolean} [options.cleanUp]
 * @param {boolean} [options.stopsItsOwn] it stops what it started by itself, and is the only one to be asked
 * @returns {Promise<Outcome>}
 */
export function run(command, { show = false, env = process.env, cleanUp = false, stopsItsOwn = false } = {}) {
  const [program = "", ...parameters] = command;
  if (stopping && !cleanUp) return Promise.reject(new Stopped("Stopped."));
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env,
      detached: process.platform !== "win32",
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      // On Windows npm's programs are .cmd files, which only a shell starts.
      shell: process.platform === "win32" && !program.endsWith(".exe"),
    });
    running.set(child, !stopsItsOwn);
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => {
      running.delete(child);
      resolve({ code: 1, output: `${program}: ${error.message}` });
    });
    child.once("close", (code) => {
      running.delete(child);
      if (stopping && !cleanUp) reject(new Stopped("Stopped."));
      else resolve({ code: code ?? 1, output });
    });
  });
}

/** @param {NodeJS.Signals} signal sent to every program that runs, and to what it started */
function signalAll(signal) {
  for (const [child, all] of running) {
    if (child.pid === undefined) continue;
    try {
      if (process.platform === "win32" || (!all && signal !== "SIGKILL")) child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
    }
  }
}

/** Passes a wish to stop on to what runs; what has not ended ten seconds later is killed. */
export function stopWhenAsked() {
  onStop((signal) => {
    stopping = true;
    signalAll(signal);
    setTimeout(() => signalAll("SIGKILL"), 10_000).unref();
  });
}

/** @type {(signal: "SIGINT" | "SIGTERM") => void} */
let stop = () => undefined;
let listening = false;

/**
 * Calls `handler`, and none that was given before, when this process is asked to stop: by a signal, or because npm
 * was. npm passes its signal to a shell, which dies of it without telling us.
 * @param {(signal: "SIGINT" | "SIGTERM") => void} handler
 */
export function onStop(handler) {
  stop = handler;
  if (listening) return;
  listening = true;
  process.on("SIGINT", () => stop("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => stop("SIGTERM"));
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop("SIGTERM");
  }, 300);
  watch.unref();
}
