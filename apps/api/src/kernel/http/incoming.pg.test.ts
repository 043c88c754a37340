import { gzipSync } from "node:zlib";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { codeOf } from "../../testing/code-of.ts";
import { serveTest } from "../../testing/serve-test.ts";

let database: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveTest(database.url);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const own = () => ({ "x-balcao": "1", origin: server.url, "sec-fetch-site": "same-origin" });
const json = { "content-type": "application/json" };

function post(
  path: string,
  headers: Record<string, string>,
  body: NonNullable<RequestInit["body"]> = "{}",
): Promise<Response> {
  return fetch(server.url + path, { method: "POST", headers, body, duplex: "half" });
}

describe("a write that our own page did not send", () => {
  const form = () => {
    const data = new FormData();
    data.append("storeId", "x");
    return data;
  };
  test.each<[string, () => Record<string, string>, () => NonNullable<RequestInit["body"]>]>([
    ["without the header", () => ({ ...json, origin: server.url, "sec-fetch-site": "same-origin" }), () => "{}"],
    ["from another site", () => ({ ...json, ...own(), "sec-fetch-site": "cross-site" }), () => "{}"],
    ["from another site of the same domain", () => ({ ...json, ...own(), "sec-fetch-site": "same-site" }), () => "{}"],
    ["with another site's Origin", () => ({ ...json, ...own(), origin: "https://evil.example" }), () => "{}"],
    ["with an Origin of null", () => ({ ...json, ...own(), origin: "null" }), () => "{}"],
    ["without any proof of origin", () => ({ ...json, "x-balcao": "1" }), () => "{}"],
    ["as a form that needs no preflight", () => ({ origin: server.url, "sec-fetch-site": "same-origin" }), form],
  ])("%s is refused before anything runs", async (_, headers, body) => {
    for (const path of [
      "/api/trpc/identity.enrolDevice",
      "/api/auth/sign-in/email",
      "/api/auth/sign-out",
      "/api/nothing",
    ]) {
      expect(await codeOf(await post(path, headers(), body())), path).toEqual([403, "FOREIGN_ORIGIN"]);
    }
  });

  test("a read from another site is refused too", async () => {
    const response = await fetch(`${server.url}/api/trpc/identity.whoAmI`, {
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(await codeOf(response)).toEqual([403, "FOREIGN_ORIGIN"]);
  });

  test("a write hidden in a GET is no write", async () => {
    const response = await fetch(`${server.url}/api/trpc/identity.enrolDevice?input={}`, { headers: own() });
    expect(await codeOf(response)).toEqual([400, "BAD_REQUEST"]);
  });
});

describe("a body", () => {
  const megabytes = (count: number) => "x".repeat(count * 1024 * 1024);
  const stream = (text: string) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });

  test("announced as too large is refused", async () => {
    expect(await codeOf(await post("/api/trpc/sync.push", { ...own(), ...json }, megabytes(2)))).toEqual([
      413,
      "TOO_LARGE",
    ]);
  });

  test("that grows too large without an announcement is refused", async () => {
    expect(await codeOf(await post("/api/trpc/sync.push", { ...own(), ...json }, stream(megabytes(2))))).toEqual([
      413,
      "TOO_LARGE",
    ]);
  });

  test("that expands too far is refused", async () => {
    const bomb = gzipSync(megabytes(64));
    const headers = { ...own(), ...json, "content-encoding": "gzip" };
    expect(await codeOf(await post("/api/trpc/sync.push", headers, new Uint8Array(bomb)))).toEqual([413, "TOO_LARGE"]);
  });

  test("that is compressed and small is read", async () => {
    const body = gzipSync(JSON.stringify({ email: "nobody@example.com", password: "not this one" }));
    const headers = { ...own(), ...json, "content-encoding": "gzip" };
    expect(await codeOf(await post("/api/auth/sign-in/email", headers, new Uint8Array(body)))).toEqual([
      401,
      "WRONG_CREDENTIALS",
    ]);
  });

  test.each(["gzip", "br", "zstd", "nonsense"])(
    "that is not what its encoding (%s) says is refused",
    async (encoding) => {
      const headers = { ...own(), ...json, "content-encoding": encoding };
      expect(await codeOf(await post("/api/auth/sign-in/email", headers, "not compressed"))).toEqual([
        400,
        "BAD_REQUEST",
      ]);
    },
  );

  test("that is no JSON is refused without its content in the answer", async () => {
    const response = await post("/api/trpc/identity.revokeDevice", { ...own(), ...json }, '{"secret":');
    expect(await response.text()).not.toContain("secret");
  });
});
