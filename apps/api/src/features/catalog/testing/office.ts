import type { TestChain, TestChainOptions } from "@balcao/db/testing/seed-test-chain";
import type { Role } from "@balcao/shared/identity/permissions";
import type { RunningServer } from "../../../start-server.ts";
import { setChainScene } from "../../../testing/chain-scene.ts";
import { allProcedures, callProcedure, contextFor } from "../../../testing/procedures.ts";

/** A chain and somebody in its office who calls the procedures of the catalogue. */
export interface Office {
  readonly chain: TestChain;
  readonly server: RunningServer;
  /** Calls `catalog.<verb>` and answers its value, or throws the code of its refusal. */
  readonly call: <T>(verb: string, input?: unknown) => Promise<T>;
  /** The code of the refusal, null for none. */
  readonly refusal: (verb: string, input: unknown) => Promise<string | null>;
  /** Rows of a query, as the owner of the database. */
  readonly rows: <T>(sql: string, values?: readonly unknown[]) => Promise<T[]>;
  readonly close: () => Promise<void>;
}

/** Opens an office over a database of its own. */
export async function openOffice(options: TestChainOptions, role: Role = "buyer"): Promise<Office> {
  const { chain, server, owner, close } = await setChainScene(options);
  const caller = { personId: chain.people[role].id, organizationId: chain.organizationId, role };
  const answerOf = async (verb: string, input: unknown) => {
    const procedure = allProcedures().find(({ path }) => path === `catalog.${verb}`);
    if (procedure === undefined) throw new Error(`there is no procedure catalog.${verb}`);
    return (await callProcedure(contextFor(server.services, caller), procedure, input)) as
      | { value: unknown }
      | { code: string };
  };
  return {
    chain,
    server,
    call: async <T>(verb: string, input?: unknown) => {
      const answer = await answerOf(verb, input);
      if ("code" in answer) throw new Error(answer.code);
      return answer.value as T;
    },
    refusal: async (verb, input) => {
      const answer = await answerOf(verb, input);
      return "code" in answer ? answer.code : null;
    },
    rows: async <T>(sql: string, values: readonly unknown[] = []) => (await owner.query(sql, [...values])).rows as T[],
    close,
  };
}
