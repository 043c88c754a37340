import { fork } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@balcao/e2e/ports";
import type { PeerPage } from "./client.ts";
import type { Contender } from "./contender.ts";
import type { Question } from "./host.ts";
import type { Write } from "./peer.ts";
import { makeProducts, type Repriced } from "./products.ts";
import { type FileServer, serveFiles } from "./page-server.ts";
import { startWire } from "./wire.ts";

declare global {
  /** In the page of a peer (client.ts). */
  var peerPage: PeerPage;
}

/** Starts a peer: its server in a process of its own, and its page. */
export async function startPeer(name: string, count: number): Promise<Contender> {
  const products = makeProducts(count);
  const page = await servePage(name);
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-peer-"));
  // PostgreSQL runs as somebody else when we are root.
  chmodSync(folder, 0o755);
  const host = startHost(name);
  const serverPort = (await host.ask({ ask: "start", products: count, folder })) as number;
  const wire = await startWire({
    port: await freePort(),
    server: () => serverPort,
    page: { port: page.port, isPage: (asked) => asked === "/" || asked === "/page.js" },
  });
  const rowOf = ({ position, price }: { readonly position: number; readonly price: number }): Repriced => ({
    id: products[position]?.id ?? "",
    price,
  });
  return {
    wire,
    firstSync: async (tablet) => {
      await tablet.page.goto(wire.origin);
      return tablet.page.evaluate(() => globalThis.peerPage.start());
    },
    kept: async (tablet) => {
      await tablet.page.goto(wire.origin);
      return tablet.page.evaluate(() => globalThis.peerPage.kept());
    },
    comeBack: async (tablet) => {
      await tablet.page.goto(wire.origin);
      return tablet.page.evaluate(() => globalThis.peerPage.start());
    },
    reprice: async (changes) => {
      await host.ask({ ask: "reprice", rows: changes.map(rowOf) });
    },
    remove: async (positions) => {
      await host.ask({ ask: "remove", ids: positions.map((position) => products[position]?.id ?? "") });
    },
    watch: (tablet) => tablet.page.evaluate(() => globalThis.peerPage.watch()),
    write: async (changes, perSecond) =>
      (await host.ask({ ask: "write", rows: changes.map(rowOf), perSecond })) as readonly Write[],
    seen: async (tablet) => new Map(await tablet.page.evaluate(() => globalThis.peerPage.seen())),
    stop: async () => {
      await host.ask({ ask: "stop" });
      await host.end();
      await wire.close();
      page.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

interface Host {
  readonly ask: (question: Question) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

function startHost(name: string): Host {
  const child = fork(path.join(import.meta.dirname, "host.ts"), [name], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const onGone = () => reject(new Error(`the server of ${name} ended while it was asked to ${question.ask}`));
        child.once("exit", onGone);
        child.once("message", (answer: { readonly value?: unknown; readonly error?: string }) => {
          child.off("exit", onGone);
          if (answer.error === undefined) resolve(answer.value);
          else reject(new Error(`${name}: ${answer.error}`));
        });
        child.send(question);
      }),
    end: async () => {
      child.disconnect();
      await gone;
    },
  };
}

/** Bundles a peer's client and serves it with an empty page. */
async function servePage(name: string): Promise<FileServer> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, name, "client.ts")],
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "es2022",
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const script = outputFiles[0]?.text ?? "";
  return serveFiles({
    "/": [
      "text/html",
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${name}</title><script src="/page.js"></script>`,
    ],
    "/page.js": ["text/javascript", script],
  });
}
