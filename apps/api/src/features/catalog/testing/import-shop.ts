import { connect } from "@balcao/db/connect";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { createTestDatabase } from "@balcao/db/testing/test-database";
import { open } from "@balcao/db/testing/test-server";
import type { ImportOptions } from "@balcao/shared/catalog/import/contract";
import type { ImportAnswer } from "@balcao/shared/catalog/import/report";
import type { Result } from "@balcao/shared/kernel/result";
import { pino } from "pino";
import { toRefusal } from "../../../kernel/error-map.ts";
import { type ImportLimits, importLimits } from "../import/import-limits.ts";
import { runImport } from "../import/run-import.ts";

/** A chain of two stores without products, and a way to import into it. */
export interface ImportShop {
  readonly chain: TestChain;
  readonly url: string;
  readonly importFile: (
    path: string,
    options?: Partial<ImportOptions>,
    limits?: Partial<ImportLimits>,
  ) => Promise<Result<ImportAnswer>>;
  /** Rows of a query, as the owner of the database. */
  readonly rows: <T>(sql: string, values?: readonly unknown[]) => Promise<T[]>;
  readonly close: () => Promise<void>;
}

/** Makes a database of its own with that chain. */
export async function createImportShop(products = 0): Promise<ImportShop> {
  const database = await createTestDatabase();
  const chain = await seedTestChain(database.url, { stores: 2, products, customers: 0 });
  const connection = connect(database.url, { connections: 4 });
  const client = await open(database.url);
  const { organizationId } = chain;
  const caller = { connection, organizationId, person: null, correlationId: "test", log: pino({ level: "silent" }) };
  return {
    chain,
    url: database.url,
    importFile: async (path, options, limits) => {
      const all = { storeId: null, mapping: null, profile: null, mode: "import", ...options } as const;
      try {
        return await runImport(
          caller,
          { path, name: "file.csv" },
          all,
          { ...importLimits, ...limits },
          () => undefined,
        );
      } catch (error) {
        const refusal = toRefusal(error);
        if (refusal.code === "INTERNAL") throw error;
        return refusal;
      }
    },
    rows: async <T>(sql: string, values: readonly unknown[] = []) => (await client.query(sql, [...values])).rows as T[],
    close: async () => {
      await client.end();
      await connection.close();
      await database.drop();
    },
  };
}
