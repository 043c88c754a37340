import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../connect.ts";
import { customer } from "../customers/customer.table.ts";
import { organization } from "../identity/auth.table.ts";
import { createLogin } from "../identity/create-login.ts";
import { operator } from "../identity/operator.table.ts";
import * as schema from "../schema.ts";
import { store } from "../stores/store.table.ts";
import {
  type DemoLogin,
  type DemoOperator,
  demoCustomers,
  demoLogins,
  demoOperators,
  demoOrganization,
  demoStores,
} from "./demo-people.ts";
import { seedDemoCatalog } from "./seed-demo-catalog.ts";

/** Everything of the demo that differs between installations. */
export interface DemoOptions {
  /** Argon2id in PHC format. */
  readonly hash: (secret: string) => Promise<string>;
  readonly passwordOf: (login: DemoLogin) => string;
  readonly pinOf: (operator: DemoOperator) => string;
  /** A customer's document as it is kept. */
  readonly sealDocument: (document: {
    readonly organizationId: string;
    readonly customerId: string;
    readonly number: string;
  }) => { readonly documentEncrypted: Buffer; readonly documentIndex: Buffer; readonly documentHint: string };
  readonly now: Date;
}

/** Whether the database of `url` holds any organization yet. */
export async function hasOrganization(url: string): Promise<boolean> {
  return withClient(
    url,
    async (db) => (await db.select({ id: organization.id }).from(organization).limit(1)).length > 0,
  );
}

/** Fills an empty database with the demo chain, all of it or nothing. `url` is the owner's. */
export async function seedDemo(url: string, options: DemoOptions): Promise<void> {
  await withClient(url, (db) =>
    db.transaction(async (tx) => {
      const organizationId = uuidv7();
      await tx.insert(organization).values({ id: organizationId, ...demoOrganization });
      const stores = demoStores.map((place) => ({ id: uuidv7(), organizationId, ...place }));
      await tx.insert(store).values(stores);
      const storeIds = new Map<string, string>(stores.map(({ code, id }) => [code, id]));
      await seedLogins(tx, organizationId, options);
      await seedOperators(tx, organizationId, storeIds, options);
      await seedCustomers(tx, organizationId, options);
      await seedDemoCatalog(tx, { organizationId, stores, now: options.now });
    }),
  );
}

async function withClient<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    return await work(drizzle(pool, { schema }));
  } finally {
    await pool.end();
  }
}

type Transaction = Pick<Database, "insert">;

async function seedLogins(tx: Transaction, organizationId: string, { hash, passwordOf }: DemoOptions): Promise<void> {
  for (const login of demoLogins) {
    await createLogin(tx, { ...login, organizationId, passwordHash: await hash(passwordOf(login)) });
  }
}

async function seedOperators(
  tx: Transaction,
  organizationId: string,
  storeIds: ReadonlyMap<string, string>,
  { hash, pinOf }: DemoOptions,
): Promise<void> {
  for (const person of demoOperators) {
    await tx.insert(operator).values({
      id: uuidv7(),
      organizationId,
      name: person.name,
      role: person.role,
      storeIds: person.stores.flatMap((code) => storeIds.get(code) ?? []),
      pinHash: await hash(pinOf(person)),
    });
  }
}

async function seedCustomers(tx: Transaction, organizationId: string, { sealDocument }: DemoOptions): Promise<void> {
  const rows = demoCustomers().map(({ document, ...facts }) => {
    const id = uuidv7();
    return { id, organizationId, ...facts, ...sealDocument({ organizationId, customerId: id, number: document }) };
  });
  await tx.insert(customer).values(rows);
}
