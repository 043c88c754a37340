import path from "node:path";
import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

const key = "k".repeat(43);

test("nothing set is a complete setting for one machine", () => {
  const read = readEnv({});
  expect(read).toMatchObject({
    ok: true,
    env: { host: "127.0.0.1", port: 5170, demo: true, trustedProxies: 0, publicOrigins: [] },
  });
  if (read.ok) expect(path.isAbsolute(read.env.dataFolder)).toBe(true);
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://localhost/balcao"],
  ["DATABASE_CONNECTIONS", "0"],
  ["BALCAO_DEMO", "yes"],
  ["PUBLIC_ORIGIN", "balcao.example"],
  ["PUBLIC_ORIGIN", "https://balcao.example/app"],
  ["TRUST_PROXY", "true"],
  ["LOG_LEVEL", "verbose"],
  ["METRICS_TOKEN", "short"],
  ["AUTH_SECRET", "short"],
  ["FIELD_KEY", `${key},short`],
  ["NODE_ENV", "prod"],
])("a wrong %s (%s) is one message that names it and says what to do", (name, value) => {
  const read = readEnv({ [name]: value });
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.messages).toHaveLength(1);
  expect(read.messages[0]).toMatch(new RegExp(`^${name} must `));
});

test("a message never repeats a secret", () => {
  const read = readEnv({
    AUTH_SECRET: "hunter2",
    FIELD_KEY: "hunter2",
    METRICS_TOKEN: "hunter2",
    DATABASE_URL: "hunter2",
  });
  expect(!read.ok && read.messages.join()).not.toContain("hunter2");
});

test("every wrong variable is told at once", () => {
  const read = readEnv({ PORT: "x", BALCAO_DEMO: "x", LOG_LEVEL: "x" });
  expect(!read.ok && read.messages).toHaveLength(3);
});

test("an empty variable is one that is not set", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: "" })).toMatchObject({
    ok: true,
    env: { port: 5170, databaseUrl: undefined },
  });
});

test("several origins and keys come with commas between", () => {
  expect(readEnv({ PUBLIC_ORIGIN: "https://a.example, https://b.example", FIELD_KEY: `${key},${key}` })).toMatchObject({
    ok: true,
    env: { publicOrigins: ["https://a.example", "https://b.example"], fieldKeys: [key, key] },
  });
});

test("production with a database of its own starts with its keys only, and without the demo", () => {
  const production = { NODE_ENV: "production", DATABASE_URL: "postgres://db.example/balcao" };
  const read = readEnv(production);
  expect(!read.ok && read.messages.map((message) => message.split(" ")[0])).toEqual(["AUTH_SECRET", "FIELD_KEY"]);
  expect(readEnv({ ...production, AUTH_SECRET: key, FIELD_KEY: key })).toMatchObject({
    ok: true,
    env: { demo: false, logLevel: "info" },
  });
});
