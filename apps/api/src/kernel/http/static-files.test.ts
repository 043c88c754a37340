import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpEnv } from "./http-env.ts";
import { staticFiles } from "./static-files.ts";

let root: string;
let app: Hono<HttpEnv>;

const page = "<!doctype html><title>Balcão</title>";
const script = "export const answer = 42;\n".repeat(50);

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "balcao-static-"));
  const folder = path.join(root, "dist");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  writeFileSync(path.join(root, "secret.txt"), "outside");
  writeFileSync(path.join(folder, "index.html"), page);
  writeFileSync(path.join(folder, "sw.js"), script);
  writeFileSync(path.join(folder, "manifest.webmanifest"), "{}");
  writeFileSync(path.join(folder, "assets", "index-Bx3kD9aQ.js"), script);
  writeFileSync(path.join(folder, "assets", "inter-Cx3kD9aQ.woff2"), "font");
  writeFileSync(path.join(folder, "assets", "ready-Dx3kD9aQ.css"), "body{}");
  writeFileSync(path.join(folder, "assets", "ready-Dx3kD9aQ.css.br"), "made by the build");
  writeFileSync(path.join(folder, ".env"), "SECRET=1");
  app = new Hono<HttpEnv>().get("*", staticFiles(folder));
});
afterAll(() => rmSync(root, { recursive: true }));

const get = (address: string, headers: Record<string, string> = {}) => app.request(address, { headers });

test("files named by their content may be kept for ever; the page, the worker and the manifest are asked for each time", async () => {
  expect((await get("/assets/index-Bx3kD9aQ.js")).headers.get("cache-control")).toBe(
    "public, max-age=31536000, immutable",
  );
  for (const address of ["/", "/sw.js", "/manifest.webmanifest"])
    expect((await get(address)).headers.get("cache-control")).toBe("no-cache");
});

test.each([
  ["/", "text/html; charset=utf-8"],
  ["/sw.js", "text/javascript; charset=utf-8"],
  ["/manifest.webmanifest", "application/manifest+json; charset=utf-8"],
  ["/assets/inter-Cx3kD9aQ.woff2", "font/woff2"],
])("%s is served as %s", async (address, type) => {
  expect((await get(address)).headers.get("content-type")).toBe(type);
});

test("an address of the app gives the page, which routes it", async () => {
  expect(await (await get("/sales/new")).text()).toBe(page);
});

test.each(["/assets/missing-Bx3kD9aQ.js", "/missing.png", "/.env"])(
  "%s is not found, and not answered with the page",
  async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/json");
  },
);

test.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/....//secret.txt",
  "/%5c..%5csecret.txt",
])("%s does not reach outside", async (address) => {
  expect(await (await get(address)).text()).not.toContain("outside");
});

test("text is compressed as the browser asks, and says the same", async () => {
  const read = async (accept: string) => {
    const response = await get("/sw.js", { "accept-encoding": accept });
    return { encoding: response.headers.get("content-encoding"), body: Buffer.from(await response.arrayBuffer()) };
  };
  const brotli = await read("gzip, deflate, br");
  expect([brotli.encoding, brotliDecompressSync(brotli.body).toString()]).toEqual(["br", script]);
  const gzip = await read("gzip, br;q=0");
  expect([gzip.encoding, gunzipSync(gzip.body).toString()]).toEqual(["gzip", script]);
  const plain = await read("");
  expect([plain.encoding, plain.body.toString()]).toEqual([null, script]);
});

test("what the build compressed is served as it is", async () => {
  const response = await get("/assets/ready-Dx3kD9aQ.css", { "accept-encoding": "br" });
  expect(await response.text()).toBe("made by the build");
});

test("a font is not compressed again", async () => {
  expect(
    (await get("/assets/inter-Cx3kD9aQ.woff2", { "accept-encoding": "br" })).headers.get("content-encoding"),
  ).toBeNull();
});

test("a file that did not change is not sent again", async () => {
  const etag = (await get("/")).headers.get("etag") ?? "";
  const again = await get("/", { "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("without a built app, the page says how to build it", async () => {
  const empty = new Hono<HttpEnv>().get("*", staticFiles(path.join(root, "nowhere")));
  const response = await empty.request("/");
  expect([response.status, await response.text()]).toEqual([503, "The app is not built yet. Run: pnpm build\n"]);
});
