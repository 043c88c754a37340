import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { type BrowserContext, chromium, type Page } from "playwright/test";
import { chromium as given, headed } from "./env.ts";

/** A tablet's browser: one profile on disk that outlives the process, as a tablet outlives its power cut. */
export interface Tablet {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Ends the browser in order, as somebody does who closes it. */
  readonly close: () => Promise<void>;
  /** Kills every process of the browser with SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Opens the same profile again; what is alive of it is killed first. */
  readonly reopen: () => Promise<Tablet>;
  /** Removes every IndexedDB database from the disk of a killed browser, as recovery from a torn log does. */
  readonly loseDatabases: () => void;
  /** Kills the browser and removes the profile. */
  readonly discard: () => Promise<void>;
}

const args = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--disable-gpu",
  "--no-sandbox",
  "--hide-scrollbars",
  "--lang=pt-BR",
  "--accept-lang=pt-BR",
  "--remote-debugging-port=0",
];

export interface TabletOptions {
  /** Where the profile lies; a new one when absent. */
  readonly profile?: string;
  /** The folder in which a new profile is made. */
  readonly parent?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Starts Chromium on a profile of its own, outside of Playwright's care, so that it can be killed like a process. */
export async function openTablet(options: TabletOptions = {}): Promise<Tablet> {
  const profile = options.profile ?? mkdtempSync(path.join(options.parent ?? tmpdir(), "balcao-tablet-"));
  const viewport = options.viewport ?? { width: 1280, height: 800 };
  const child = spawn(
    given ?? chromium.executablePath(),
    [
      ...args,
      ...(headed ? [] : ["--headless=new"]),
      `--user-data-dir=${profile}`,
      `--window-size=${viewport.width},${viewport.height}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  const endpoint = await debuggingEndpoint(child);
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("the browser has no profile");
  const page = context.pages()[0] ?? (await context.newPage());
  context.setDefaultTimeout(30_000);
  await page.setViewportSize(viewport);
  const kill = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      // The whole group: renderers and the storage service die with the browser.
      process.kill(-child.pid, "SIGKILL");
      await gone;
    }
    await browser.close().catch(() => undefined);
  };
  return {
    context,
    page,
    close: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      await (await browser.newBrowserCDPSession()).send("Browser.close");
      await gone;
    },
    kill,
    reopen: async () => {
      await kill();
      return openTablet({ ...options, profile });
    },
    loseDatabases: () => {
      rmSync(path.join(profile, "Default", "IndexedDB"), { recursive: true });
    },
    discard: async () => {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function debuggingEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the browser ended at start with code ${code}`)));
    if (child.stderr === null) return reject(new Error("the browser has no stderr"));
    createInterface({ input: child.stderr }).on("line", (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}
