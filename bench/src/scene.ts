import { type Product, startProduct } from "@balcao/e2e/product";
import {
  seedTestChain,
  type TestChain,
  type TestChainOptions,
  type TestDevice,
  type TestStore,
} from "@balcao/db/testing/seed-test-chain";
import type { Command, CommandResult, Cursor, PushAnswer, SnapshotManifest } from "@balcao/sync/protocol";
import { schemaVersion } from "@balcao/shared/sync/tables";
import { v7 as uuidv7 } from "uuid";

/** A server in its own process with a chain in its database. */
export interface Scene {
  readonly product: Product;
  readonly chain: TestChain;
  readonly store: TestStore;
  readonly origin: string;
  /** A device of a store; of the first one when none is named. */
  readonly device: (index: number, store?: number) => BenchDevice;
  /** Where the database stands, as a device that has read everything holds it. */
  readonly cursor: (store?: number) => Promise<Cursor>;
  readonly stop: () => Promise<void>;
}

export interface BenchDevice {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pull: (cursor: Cursor, etag?: string) => Promise<Response>;
  readonly push: (commands: readonly Command[]) => Promise<readonly CommandResult[]>;
  /** A cursor that has read everything, and its ETag. */
  readonly caughtUp: () => Promise<{ readonly cursor: Cursor; readonly etag: string }>;
  /** Sales of `lines` products each, one unit of each, paid in cash. */
  readonly sales: (count: number, lines?: number) => Command[];
}

/** A server with a chain; `environment` is added to the server's. */
export async function setScene(
  options: TestChainOptions,
  environment: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  // What one address may ask for is bounded: each tablet here has one of its own, as behind a proxy.
  const product = await startProduct({ environment: { TRUST_PROXY: "1", ...environment } });
  const chain = await seedTestChain(product.databaseUrl, options);
  const store = storeAt(chain, 0);
  const origin = `http://localhost:${product.port}`;
  return {
    product,
    chain,
    store,
    origin,
    device: (index, at = 0) => {
      const of = storeAt(chain, at);
      const device = of.devices[index];
      if (device === undefined) throw new Error(`the store has no device ${index}`);
      return benchDevice(origin, chain, of, device);
    },
    cursor: async (at = 0) => {
      const [state] = await product.sql<{ epoch: string; seen: string }>(
        "SELECT epoch, pg_current_snapshot()::text AS seen FROM sync_epoch",
      );
      const { epoch = "", seen = "" } = state ?? {};
      return {
        epoch,
        schema: schemaVersion,
        scopes: { [chain.organizationId]: seen, [storeAt(chain, at).id]: seen },
      };
    },
    stop: product.stop,
  };
}

function storeAt({ stores }: TestChain, index: number): TestStore {
  const store = stores[index];
  if (store === undefined) throw new Error(`the chain has no store ${index}`);
  return store;
}

let addresses = 0;

function nextAddress(): string {
  addresses += 1;
  return `10.1.${addresses >> 8}.${addresses & 255}`;
}

function benchDevice(origin: string, chain: TestChain, store: TestStore, device: TestDevice): BenchDevice {
  const headers = {
    cookie: device.cookie,
    "x-balcao": "1",
    origin,
    "sec-fetch-site": "same-origin",
    "x-forwarded-for": nextAddress(),
  };
  const session = uuidv7();
  let sequence = 0;
  return {
    id: device.id,
    headers,
    pull: (cursor, etag) =>
      fetch(`${origin}/api/sync/pull?cursor=${encodeURIComponent(JSON.stringify(cursor))}`, {
        headers: etag === undefined ? headers : { ...headers, "if-none-match": etag },
      }),
    push: async (commands) => {
      const response = await fetch(`${origin}/api/trpc/sync.push`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ commands }),
      });
      const answer = (await response.json()) as { result?: { data: PushAnswer } };
      if (answer.result === undefined) throw new Error(`push: ${response.status}`);
      return answer.result.data.results;
    },
    caughtUp: async () => {
      const manifests = await Promise.all(
        [chain.organizationId, store.id].map(
          async (scope) =>
            (await (await fetch(`${origin}/api/sync/snapshot/${scope}`, { headers })).json()) as SnapshotManifest,
        ),
      );
      const [first] = manifests;
      let cursor: Cursor = {
        epoch: first?.epoch ?? "",
        schema: first?.schema ?? "",
        scopes: Object.fromEntries(manifests.map((manifest) => [manifest.scope, manifest.seen])),
      };
      for (;;) {
        const response = await fetch(`${origin}/api/sync/pull?cursor=${encodeURIComponent(JSON.stringify(cursor))}`, {
          headers,
        });
        const delta = (await response.json()) as { cursor: Cursor; etag: string; hasMore: boolean };
        cursor = delta.cursor;
        if (!delta.hasMore) return { cursor, etag: delta.etag };
      }
    },
    sales: (count, lines = 3) =>
      Array.from({ length: count }, (_, n) => {
        sequence += 1;
        return sale(
          chain,
          store,
          device,
          session,
          sequence,
          Array.from({ length: lines }, (_unused, line) => (n * 7 + line * 13 + sequence) % chain.productIds.length),
        );
      }),
  };
}

function sale(
  chain: TestChain,
  store: TestStore,
  device: TestDevice,
  cashSessionId: string,
  sequence: number,
  products: readonly number[],
): Command {
  const now = new Date().toISOString();
  const rows = products.map((index) => {
    // The price that seed-test-catalog.ts gives to the product of this position.
    const unitPrice = 199 + (((index + 1) * 37) % 5000);
    return {
      id: uuidv7(),
      productId: chain.productIds[index] ?? "",
      name: "Produto",
      unit: "unit",
      quantity: 1000,
      unitPrice,
      total: unitPrice,
      priceId: chain.priceIds[index] ?? null,
    };
  });
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  return {
    id: uuidv7(),
    name: "sales.record",
    args: {
      saleId: uuidv7(),
      cashSessionId,
      customerId: null,
      receiptNumber: `${store.code}-${device.code}-${sequence}`,
      soldAt: now,
      lines: rows,
      payments: [{ id: uuidv7(), kind: "cash", amount: total, reference: null }],
      change: 0,
      total,
    },
    deviceId: device.id,
    operatorId: store.operators[0]?.id ?? "",
    sequence,
    deviceTime: now,
    schemaVersion: "bench",
    previousHash: null,
    signature: null,
  };
}
