import type { Connection } from "@balcao/db/connect";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { allows, type Permission, permissions, type Role, roles } from "@balcao/shared/identity/permissions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RequestContext } from "./kernel/context.ts";
import type { RunningServer } from "./start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "./testing/chain-scene.ts";
import { allProcedures, type Caller, callProcedure, contextFor } from "./testing/procedures.ts";
import { objectsIn, sampleOf } from "./testing/sample-input.ts";
import { saleArguments } from "./testing/sale-arguments.ts";

/** Inputs whose fields have to agree with each other, which a sample of each field cannot. */
const samples: Readonly<Record<string, (id: string) => unknown>> = { "sales.record": saleArguments };

const absent = "0197a000-ffff-7000-8000-00000000dead";
const procedures = allProcedures();
const ofPeople = procedures.filter(({ access }) => access !== "open" && access !== "device");

let scene: TwoChainScene;
let server: RunningServer;
let own: TestChain;
let other: TestChain;

beforeAll(async () => {
  scene = await setTwoChainScene();
  ({ chain: own, other, server } = scene);
});
afterAll(() => scene.close());

const callerOf = (role: Role): Caller => ({ personId: own.people[role].id, organizationId: own.organizationId, role });

function inputOf(procedure: (typeof procedures)[number], id: string): unknown {
  return samples[procedure.path]?.(id) ?? (procedure.input === null ? undefined : sampleOf(procedure.input, id));
}

/** The context with a connection that undoes what it is told to commit, so that equal calls find equal data. */
function undone(ctx: RequestContext): RequestContext {
  const { pool } = ctx.connection;
  const connection = {
    ...ctx.connection,
    pool: {
      connect: async () => {
        const client = await pool.connect();
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        return new Proxy(client, {
          get: (target, key) => {
            if (key === "query") return (...args: unknown[]) => query(...(args[0] === "COMMIT" ? ["ROLLBACK"] : args));
            const value: unknown = Reflect.get(target, key);
            return typeof value === "function" ? value.bind(target) : value;
          },
        });
      },
    },
  } as unknown as Connection;
  return { ...ctx, connection, committed: () => undefined };
}

test("every procedure says who may call it", () => {
  const known: readonly (string | undefined)[] = ["open", "device", ...permissions];
  expect(procedures.filter(({ access }) => !known.includes(access)).map(({ path }) => path)).toEqual([]);
});

test("every object of every input refuses fields that it does not name", () => {
  const loose = procedures.flatMap(({ path, input }) =>
    input === null ? [] : objectsIn(input, path).filter(({ strict }) => !strict),
  );
  expect(loose).toEqual([]);
});

describe.each(ofPeople)("$path", (procedure) => {
  test("is called with a sample that its schema accepts", async () => {
    if (procedure.input === null) return;
    const outcome = await callProcedure(
      undone(contextFor(server.services, callerOf("administrator"))),
      procedure,
      inputOf(procedure, absent),
    );
    expect(outcome).not.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("refuses an extra field", async () => {
    const input = inputOf(procedure, absent);
    if (typeof input !== "object" || input === null || input instanceof FormData) return;
    for (const extra of ["organizationId", "role_", "__proto__"]) {
      const spoiled = JSON.parse(
        JSON.stringify(input)
          .replace(/\{/, `{${JSON.stringify(extra)}:{},`)
          .replace(",}", "}"),
      ) as unknown;
      const outcome = await callProcedure(
        undone(contextFor(server.services, callerOf("administrator"))),
        procedure,
        spoiled,
      );
      expect(outcome, extra).toMatchObject({ code: "BAD_REQUEST" });
    }
  });

  test("is closed to nobody in particular", async () => {
    const outcome = await callProcedure(contextFor(server.services, null), procedure, inputOf(procedure, absent));
    expect(outcome).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test.each(roles)("for a %s, answers another organization's ids as ids that do not exist", async (role) => {
    const ctx = undone(contextFor(server.services, callerOf(role)));
    const answerTo = async (id: string) => withoutIds(await callProcedure(ctx, procedure, inputOf(procedure, id)));
    const expected = await answerTo(absent);
    if (!allows(role, procedure.access as Permission)) expect(expected).toContain('"FORBIDDEN"');
    if (!takesIds(procedure)) return;
    for (const [kind, id] of Object.entries(idsOf(other))) expect(await answerTo(id), kind).toBe(expected);
  });
});

function takesIds(procedure: (typeof procedures)[number]): boolean {
  return JSON.stringify(inputOf(procedure, absent) ?? null).includes(absent);
}

/** An answer as text, without what differs between two equal answers: ids and times. */
function withoutIds(answer: unknown): string {
  return JSON.stringify(answer)
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "<time>");
}

/** One id of every kind of row that a chain has. */
function idsOf(chain: TestChain): Record<string, string> {
  const [store] = chain.stores;
  return {
    organization: chain.organizationId,
    store: store?.id ?? "",
    device: store?.devices[0]?.id ?? "",
    operator: store?.operators[0]?.id ?? "",
    person: chain.people.administrator.id,
    product: chain.productIds[0] ?? "",
    customer: chain.customerIds[0] ?? "",
    price: chain.priceIds[0] ?? "",
  };
}
