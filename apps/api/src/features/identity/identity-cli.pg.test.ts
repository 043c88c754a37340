import { connect, type Connection } from "@balcao/db/connect";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { open } from "@balcao/db/testing/test-server";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CliVerb } from "../../kernel/cli-verb.ts";
import { browser, signIn } from "../../testing/person-client.ts";
import { serveTest } from "../../testing/serve-test.ts";
import { createOrganizationVerb } from "./organization-cli.ts";
import { createPersonVerb, setPasswordVerb } from "./person-cli.ts";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url, { connections: 2 });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

async function run(verb: CliVerb, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const keys = { authSecret: "a".repeat(43), fieldKeys: ["f".repeat(43)] };
  await verb.run(args, {
    databaseUrl: database.url,
    connection,
    keys,
    log: pino({ level: "silent" }),
    print: (line) => void lines.push(line),
  });
  return lines.join("\n");
}

const ana = ["--organization", "rede", "--name", "Ana", "--email", "ana@rede.example", "--role", "administrator"];

test("an organization and its first administrator are made, who can sign in; a new password ends the old one and its sessions", async () => {
  await run(createOrganizationVerb, "--name", "Rede", "--slug", "rede");
  const password = /password (\S+)\.$/.exec(await run(createPersonVerb, ...ana))?.[1] ?? "";
  const server = await serveTest(database.url);
  const before = await signIn(server.url, { email: "ana@rede.example", password });
  expect((await before.query("identity.whoAmI")).data).toMatchObject({
    person: { role: "administrator", organization: { name: "Rede" } },
  });

  const renewed = /New password: (\S+)$/.exec(await run(setPasswordVerb, "--email", "Ana@rede.example"))?.[1] ?? "";
  expect(
    (await browser(server.url).post("/api/auth/sign-in/email", { email: "ana@rede.example", password })).status,
  ).toBe(401);
  const after = await signIn(server.url, { email: "ana@rede.example", password: renewed });
  expect((await after.query("stores.listStores")).status).toBe(200);
  await server.close();
  const restarted = await serveTest(database.url);
  expect((await browser(restarted.url, before.cookie).query("stores.listStores")).code).toBe("UNAUTHENTICATED");
  await restarted.close();
});

test.each<[string, CliVerb, string[], string]>([
  ["an organization twice", createOrganizationVerb, ["--name", "Rede", "--slug", "rede"], "already an organization"],
  ["an organization without a name", createOrganizationVerb, ["--slug", "x2"], "--name"],
  ["an odd slug", createOrganizationVerb, ["--name", "X", "--slug", "Não"], "--slug"],
  ["a person twice", createPersonVerb, ana, "already a login"],
  ["a person of no organization", createPersonVerb, ["--organization", "none", ...ana.slice(2)], "--organization"],
  ["an unknown role", createPersonVerb, [...ana.slice(0, -1), "owner"], "role"],
  ["a password for nobody", setPasswordVerb, ["--email", "nobody@rede.example"], "No login"],
  ["an unknown option", setPasswordVerb, ["--mail", "x"], "--mail"],
])("%s is refused in words for the person", async (_, verb, args, words) => {
  await expect(run(verb, ...args)).rejects.toThrow(words);
});

test("a login made from the command line is on record", async () => {
  await using owner = await open(database.url);
  const { rows } = await owner.query("SELECT actor_kind, action FROM audit_entry");
  expect(rows).toEqual([{ actor_kind: "system", action: "cli.createPerson" }]);
});
