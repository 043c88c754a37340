import { projections } from "@balcao/db/sync/projections";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { createTestDatabase } from "@balcao/db/testing/test-database";
import { syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import type { EffectOp } from "@balcao/sync/client/ports";
import { submit } from "@balcao/sync/client/submit";
import type { Command } from "@balcao/sync/protocol";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { expect, vi } from "vitest";
import type { RunningServer } from "../start-server.ts";
import { saleCommand } from "./sale-command.ts";
import { serveTest } from "./serve-test.ts";
import { testSchema, type TestTablet, testTablet, type TestTabletOptions } from "./test-tablet.ts";

/** How long a test waits for what should come at once. */
export const soon = { timeout: 5000, interval: 10 };

/** A chain of two stores with three tablets each, its server, and tablets that run the real client against it. */
export interface TabletScene {
  readonly chain: TestChain;
  readonly server: RunningServer;
  /** The database's owner, whom row-level security does not bind. */
  readonly owner: pg.Pool;
  readonly product: (index: number) => string;
  readonly optionsFor: (store: number, device: number) => Omit<TestTabletOptions, "lastSequence">;
  readonly started: (store: number, device: number, more?: Partial<TestTabletOptions>) => Promise<TestTablet>;
  /** Has a tablet that was made elsewhere stopped with the others. */
  readonly keep: (tablet: TestTablet) => TestTablet;
  /** Sells one unit of a product, as the counter does. */
  readonly sell: (tablet: TestTablet, productId: string, change?: { readonly change?: number }) => Promise<Command>;
  readonly serverLevel: (store: number, productId: string) => Promise<number>;
  readonly expectConverged: (tablet: TestTablet, store: number) => Promise<void>;
  /** Stops the tablets of one test and welcomes revoked ones again. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function setTabletScene(): Promise<TabletScene> {
  const database = await createTestDatabase();
  const chain = await seedTestChain(database.url, { stores: 2, devicesPerStore: 3, products: 60 });
  const server = await serveTest(database.url);
  const owner = new pg.Pool({ connectionString: database.url, max: 4 });
  const tablets: TestTablet[] = [];

  function optionsFor(store: number, device: number): Omit<TestTabletOptions, "lastSequence"> {
    const at = chain.stores[store];
    const is = at?.devices[device];
    if (at === undefined || is === undefined) throw new Error("no such device");
    return {
      origin: server.url,
      cookie: is.cookie,
      identity: {
        deviceId: is.id,
        deviceCode: is.code,
        organizationId: chain.organizationId,
        organizationName: chain.name,
        storeId: at.id,
        storeCode: at.code,
      },
    };
  }

  async function started(store: number, device: number, more: Partial<TestTabletOptions> = {}): Promise<TestTablet> {
    const options = optionsFor(store, device);
    const { rows } = await owner.query("SELECT last_sequence FROM device WHERE id = $1", [options.identity.deviceId]);
    const tablet = await testTablet({ ...options, lastSequence: Number(rows[0]?.last_sequence), ...more });
    tablets.push(tablet);
    await tablet.engine.start();
    return tablet;
  }

  async function sell(
    tablet: TestTablet,
    productId: string,
    change: { readonly change?: number } = {},
  ): Promise<Command> {
    const command = await submit(tablet.ports, testSchema, {
      name: "sales.record",
      operatorId: chain.stores[0]?.operators[0]?.id ?? "",
      build: ({ id, sequence, identity }) => {
        const { args } = saleCommand({
          id,
          sequence,
          deviceId: identity.deviceId,
          operatorId: "",
          cashSessionId: uuidv7(),
          lines: [{ productId, units: 1, unitPrice: 500, priceId: null }],
        });
        const sale = { ...(args as { saleId: string }), ...change };
        const effect: EffectOp[] = [
          { table: "sale", row: sale.saleId, do: "put", value: { id: sale.saleId, mine: true } },
          {
            table: "stock_level",
            row: productId,
            do: "add",
            field: "quantity",
            by: -1000,
            otherwise: { id: productId, quantity: 0, updatedAt: "" },
          },
        ];
        return { args: sale, effect };
      },
    });
    tablet.engine.commandMade();
    return command;
  }

  async function serverLevel(store: number, productId: string): Promise<number> {
    const { rows } = await owner.query("SELECT quantity FROM stock_level WHERE store_id = $1 AND product_id = $2", [
      chain.stores[store]?.id,
      productId,
    ]);
    return Number(rows[0]?.quantity);
  }

  /** The server's rows of a tablet's scopes, by the same projections that the feed uses, straight from the owner. */
  async function serverRows(store: number, table: (typeof syncedTableNames)[number]): Promise<unknown[]> {
    const scope = syncedTables[table].scope === "store" ? chain.stores[store]?.id : chain.organizationId;
    const ids = await owner.query(
      "SELECT row_id FROM change_feed WHERE scope = $1 AND table_name = $2 AND NOT deleted",
      [scope, table],
    );
    const { rows } = await owner.query(projections[table], [
      ids.rows.map((row: { row_id: string }) => row.row_id),
      scope,
    ]);
    return rows
      .map(({ row }: { row: string }) => JSON.parse(row) as { id: string })
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async function expectConverged(tablet: TestTablet, store: number): Promise<void> {
    await vi.waitFor(
      async () => {
        expect(await tablet.db.table("pending").count()).toBe(0);
        expect(await tablet.db.table("base").count()).toBe(0);
        for (const table of syncedTableNames) expect(await tablet.rows(table)).toEqual(await serverRows(store, table));
      },
      { timeout: 8000, interval: 50 },
    );
  }

  return {
    chain,
    server,
    owner,
    product: (index) => chain.productIds[index] ?? "",
    optionsFor,
    started,
    keep: (tablet) => {
      tablets.push(tablet);
      return tablet;
    },
    sell,
    serverLevel,
    expectConverged,
    clear: async () => {
      await Promise.all(tablets.splice(0).map((tablet) => tablet.stop()));
      await owner.query("UPDATE device SET revoked_at = NULL");
    },
    close: async () => {
      await server.close();
      await owner.end();
      await database.drop();
    },
  };
}

/** Waits until the tablet has its first copy and follows over the socket. */
export function isLive(tablet: TestTablet): Promise<void> {
  return vi.waitFor(
    async () =>
      expect([tablet.engine.status, (await tablet.db.table("meta").get("cursor")) !== undefined]).toEqual([
        { connectivity: "live", loading: false, code: null },
        true,
      ]),
    soon,
  );
}

export async function levelOf(tablet: TestTablet, productId: string): Promise<number> {
  return (await tablet.db.table("stock_level").get(productId))?.quantity as number;
}
