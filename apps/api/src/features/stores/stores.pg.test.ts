import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type Browser, signIn } from "../../testing/person-client.ts";

let scene: ChainScene;
let server: RunningServer;
let chain: TestChain;
let administrator: Browser;

beforeAll(async () => {
  scene = await setChainScene();
  ({ chain, server } = scene);
  administrator = await signIn(server.url, chain.people.administrator);
});
afterAll(() => scene.close());

const facts = {
  code: "b2",
  name: "Loja da Praça",
  kind: "shop",
  city: "Maringá",
  timeZone: "America/Sao_Paulo",
  pixKey: "Loja@Praca.example",
  pixMerchantName: "LOJA DA PRACA",
  scaleBarcode: "price",
};

test("a new store is listed with its code in capitals and its Pix key in the payload's form", async () => {
  const { data } = await administrator.mutate("stores.createStore", facts);
  const { storeId } = data as { storeId: string };
  expect((await administrator.query("stores.listStores")).data).toContainEqual({
    ...facts,
    id: storeId,
    code: "B2",
    pixKey: "loja@praca.example",
  });
});

test("two stores cannot have one code", async () => {
  expect(await administrator.mutate("stores.createStore", { ...facts, code: "01" })).toMatchObject({
    code: "ALREADY_EXISTS",
    details: { field: "code" },
  });
  const { data } = await administrator.mutate("stores.createStore", { ...facts, code: "C3" });
  const { storeId } = data as { storeId: string };
  expect((await administrator.mutate("stores.editStore", { storeId, code: "01" })).code).toBe("ALREADY_EXISTS");
});

test("an edit changes what it names, and clears what it names as null", async () => {
  const storeId = chain.stores[0]?.id;
  await administrator.mutate("stores.editStore", { storeId, pixKey: null });
  const { data } = await administrator.query("stores.listStores");
  expect((data as { id: string }[]).find(({ id }) => id === storeId)).toMatchObject({
    name: "Store 01",
    pixKey: null,
    pixMerchantName: "Chain",
  });
});

test.each([
  ["a code with a dash", { code: "A-1" }],
  ["a time zone that is none", { timeZone: "Mars/Olympus" }],
  ["a Pix key that is none", { pixKey: "not a key" }],
  ["a merchant name that the payload cannot hold", { pixMerchantName: "x".repeat(26) }],
  ["a name of nothing but spaces", { name: "   " }],
  ["a name with a line break", { name: "a\nb" }],
])("%s is refused, with the field", async (_, wrong) => {
  const answer = await administrator.mutate("stores.createStore", { ...facts, code: "Z9", ...wrong });
  expect(answer.code).toBe("BAD_REQUEST");
  expect(Object.keys(answer.details ?? {})).toEqual(Object.keys(wrong));
});
