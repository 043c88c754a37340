import { createHash } from "node:crypto";
import { type Role, roles } from "@balcao/shared/identity/permissions";
import pg from "pg";
import { seedTestCatalog } from "./seed-test-catalog.ts";
import { testDeviceToken, testId } from "./test-ids.ts";
import { cheapHash, testPassword, testPin } from "./test-secret.ts";

export interface TestChainOptions {
  /** 1 to 65535; two chains of one database have different numbers, and so different ids. */
  readonly chain?: number;
  readonly stores?: number;
  readonly devicesPerStore?: number;
  readonly products?: number;
  readonly customers?: number;
  /** What every store has of every product, in thousandths; 0 writes no movement. */
  readonly openingStock?: number;
}

export interface TestDevice {
  readonly id: string;
  readonly code: string;
  readonly token: string;
  /** The `Cookie` header that makes a request the device's. */
  readonly cookie: string;
}

export interface TestOperator {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface TestStore {
  readonly id: string;
  readonly code: string;
  readonly devices: readonly TestDevice[];
  /** A cashier and a manager; their PIN is `testPin`. */
  readonly operators: readonly TestOperator[];
}

export interface TestPerson {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export interface TestChain {
  readonly organizationId: string;
  readonly name: string;
  readonly stores: readonly TestStore[];
  /** One login per role. */
  readonly people: Readonly<Record<Role, TestPerson>>;
  readonly productIds: readonly string[];
  readonly customerIds: readonly string[];
  /** The price row that the chain's list holds for the product of the same position. */
  readonly priceIds: readonly string[];
}

/**
 * Fills a migrated database with one chain, the same one at every call with the same options: a handful of statements
 * whatever the size (100,000 products take half a minute, nearly all of it in the change feed's triggers). `url` is the
 * owner's.
 */
export async function seedTestChain(url: string, options: TestChainOptions = {}): Promise<TestChain> {
  const { chain = 1, stores = 1, devicesPerStore = 1, products = 20, customers = 5, openingStock = 100_000 } = options;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN");
    const organizationId = testId(chain, "organization", 1);
    const name = `Chain ${chain}`;
    await client.query("INSERT INTO organization (id, name, slug) VALUES ($1, $2, $3)", [
      organizationId,
      name,
      `chain-${chain}`,
    ]);
    const people = await seedPeople(client, chain, organizationId);
    const seeded = await seedStores(client, {
      chain,
      organizationId,
      stores,
      devicesPerStore,
      enrolledBy: people.administrator.id,
    });
    const catalog = await seedTestCatalog(client, {
      chain,
      organizationId,
      storeIds: seeded.map(({ id }) => id),
      products,
      customers,
      openingStock,
    });
    await client.query("COMMIT");
    await client.query("ANALYZE");
    return { organizationId, name, stores: seeded, people, ...catalog };
  } finally {
    await client.end();
  }
}

async function seedPeople(client: pg.Client, chain: number, organizationId: string): Promise<Record<Role, TestPerson>> {
  const hash = cheapHash(testPassword);
  const people = roles.map((role, index) => {
    const person = {
      id: testId(chain, "person", index + 1),
      email: `${role}@chain${chain}.example`,
      password: testPassword,
    };
    return { role, person, account: testId(chain, "account", index + 1), member: testId(chain, "member", index + 1) };
  });
  for (const { role, person, account, member } of people) {
    await client.query(`INSERT INTO "user" (id, name, email, email_verified) VALUES ($1, $2, $3, true)`, [
      person.id,
      role,
      person.email,
    ]);
    await client.query(
      "INSERT INTO account (id, account_id, provider_id, user_id, password) VALUES ($1, $2::uuid::text, 'credential', $2, $3)",
      [account, person.id, hash],
    );
    await client.query("INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)", [
      member,
      organizationId,
      person.id,
      role,
    ]);
  }
  return Object.fromEntries(people.map(({ role, person }) => [role, person])) as Record<Role, TestPerson>;
}

interface StoreOptions {
  readonly chain: number;
  readonly organizationId: string;
  readonly stores: number;
  readonly devicesPerStore: number;
  readonly enrolledBy: string;
}

async function seedStores(client: pg.Client, options: StoreOptions): Promise<TestStore[]> {
  const seeded: TestStore[] = [];
  for (let n = 1; n <= options.stores; n += 1) {
    const id = testId(options.chain, "store", n);
    const code = String(n).padStart(2, "0");
    await client.query(
      "INSERT INTO store (id, organization_id, code, name, city, pix_key, pix_merchant_name) VALUES ($1, $2, $3, $4, 'Curitiba', $5, 'Chain')",
      [id, options.organizationId, code, `Store ${code}`, `loja${code}@chain${options.chain}.example`],
    );
    seeded.push({
      id,
      code,
      operators: await seedOperators(client, options, id, n),
      devices: await seedDevices(client, options, id, n),
    });
  }
  return seeded;
}

async function seedOperators(
  client: pg.Client,
  { chain, organizationId }: StoreOptions,
  storeId: string,
  store: number,
): Promise<TestOperator[]> {
  const operators = (["cashier", "store-manager"] as const).map((role, index) => ({
    id: testId(chain, "operator", store * 10 + index),
    name: `${role} ${store}`,
    role,
  }));
  for (const { id, name, role } of operators) {
    await client.query(
      "INSERT INTO operator (id, organization_id, name, role, store_ids, pin_hash) VALUES ($1, $2, $3, $4, ARRAY[$5::uuid], $6)",
      [id, organizationId, name, role, storeId, cheapHash(testPin)],
    );
  }
  return operators;
}

async function seedDevices(
  client: pg.Client,
  options: StoreOptions,
  storeId: string,
  store: number,
): Promise<TestDevice[]> {
  const devices: TestDevice[] = [];
  for (let n = 1; n <= options.devicesPerStore; n += 1) {
    const number = store * 10_000 + n;
    const token = testDeviceToken(options.chain, number);
    const device = {
      id: testId(options.chain, "device", number),
      code: `A${n}`,
      token,
      cookie: `balcao_device=${token}`,
    };
    await client.query(
      "INSERT INTO device (id, organization_id, store_id, code, name, token_hash, enrolled_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      [
        device.id,
        options.organizationId,
        storeId,
        device.code,
        `Tablet ${n}`,
        createHash("sha256").update(token).digest(),
        options.enrolledBy,
      ],
    );
    devices.push(device);
  }
  return devices;
}
