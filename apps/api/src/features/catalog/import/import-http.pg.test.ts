import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { connect, type Connection } from "@balcao/db/connect";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import type { ImportMessage } from "@balcao/shared/catalog/import/report";
import type { Role } from "@balcao/shared/identity/permissions";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../../start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "../../../testing/chain-scene.ts";
import { signIn } from "../../../testing/person-client.ts";
import { sampleFiles } from "../testing/sample-files.ts";
import { importPath } from "./import-http.ts";

let scene: TwoChainScene;
let chain: TestChain;
let other: TestChain;
let server: RunningServer;
let connection: Connection;
beforeAll(async () => {
  scene = await setTwoChainScene({ products: 0 }, { products: 0 });
  ({ chain, other, server } = scene);
  connection = connect(scene.database.url, { connections: 1 });
});
afterAll(async () => {
  await connection.close();
  await scene.close();
});

const options = { storeId: null, mapping: null, profile: null, mode: "import" };
const small = "sku,name,price\n1,Café,9.99\n2,,1.00\n";
const cookies = new Map<Role, string>();

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  query: object = options,
  as: Role | null = "administrator",
  headers: Record<string, string> = {},
) {
  if (as !== null && !cookies.has(as)) cookies.set(as, (await signIn(server.url, chain.people[as])).cookie);
  const own = {
    cookie: as === null ? "" : (cookies.get(as) ?? ""),
    origin: server.url,
    "x-balcao": "1",
    "sec-fetch-site": "same-origin",
  };
  const search = new URLSearchParams({ options: JSON.stringify(query), name: "lista\u0000.csv" });
  return fetch(`${server.url}${importPath}?${search.toString()}`, {
    method: "POST",
    body,
    headers: { ...own, ...headers },
  });
}

async function messages(response: Response): Promise<ImportMessage[]> {
  expect(response.status).toBe(200);
  return (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ImportMessage);
}

test("a file that is sent is imported, and the last line of the answer is the report", async () => {
  const all = await messages(await send(small));
  const last = all.at(-1);
  expect(last).toMatchObject({
    report: {
      added: 1,
      refused: 1,
      mode: "import",
      header: ["sku", "name", "price"],
      refusals: [{ line: 3, code: "NAME_MISSING" }],
    },
  });
  for (const message of all.slice(0, -1)) expect(Object.keys(message)).toEqual(["progress"]);
  const { rows } = await connection.pool.query(
    `SELECT set_config('app.organization_id', '${chain.organizationId}', false)`,
  );
  expect(rows).toHaveLength(1);
  const audit = await connection.pool.query(
    "SELECT actor_kind, actor_id, details FROM audit_entry WHERE action = 'catalog.import'",
  );
  expect(audit.rows).toMatchObject([
    { actor_kind: "person", actor_id: chain.people.administrator.id, details: { file: "lista.csv", added: 1 } },
  ]);
});

test("a preview answers how the file was understood, also of a gzipped file", async () => {
  const file = readFileSync(sampleFiles[0]?.firstStore ?? "");
  const last = (await messages(await send(gzipSync(file), { ...options, mode: "preview" }))).at(-1);
  expect(last).toMatchObject({
    report: { mode: "preview", added: 20, mapping: { columns: { sku: "ProductId", price: "Price" } } },
  });
});

test("what is refused after the file arrived stands in the answer", async () => {
  expect((await messages(await send("PK\u0003\u0004"))).at(-1)).toEqual({
    refusal: { code: "IMPORT_SPREADSHEET", details: null },
  });
  expect((await messages(await send(""))).at(-1)).toMatchObject({ refusal: { code: "IMPORT_EMPTY" } });
  const foreign = { ...options, storeId: other.stores[0]?.id ?? "" };
  expect((await messages(await send(small, foreign))).at(-1)).toMatchObject({ refusal: { code: "NOT_FOUND" } });
});

test.each([
  ["nobody", null, 401],
  ["a cashier", "cashier", 403],
  ["a buyer", "buyer", 403],
] as const)("%s may not import", async (_, role, status) => {
  expect((await send(small, options, role)).status).toBe(status);
});

test("another site cannot make a browser import", async () => {
  expect(
    (await send(small, options, "administrator", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }))
      .status,
  ).toBe(403);
  expect((await send(small, options, "administrator", { "x-balcao": "" })).status).toBe(403);
});

test("options that are not the contract's are refused", async () => {
  for (const wrong of [
    {},
    { ...options, organizationId: other.organizationId },
    { ...options, mode: "force" },
    { ...options, storeId: "1" },
  ]) {
    expect((await send(small, wrong)).status).toBe(400);
  }
});

test("a file over the limit is refused by its announced length", async () => {
  const response = await send(new Uint8Array(65 * 1024 * 1024));
  expect(response.status).toBe(413);
});
