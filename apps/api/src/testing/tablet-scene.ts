import { syncedTableNames } from "@balcao/shared/sync/tables";
import type { Command } from "@balcao/sync/protocol";
import { expect, vi } from "vitest";
import { type ChainScene, setChainScene } from "./chain-scene.ts";
import { sellOne } from "./sell-one.ts";
import { serverRows } from "./server-rows.ts";
import { type TestTablet, testTablet, type TestTabletOptions } from "./test-tablet.ts";

/** How long a test waits for what should come at once. */
export const soon = { timeout: 5000, interval: 10 };

/** A chain of two stores with three tablets each, its server, and tablets that run the real client against it. */
export interface TabletScene extends ChainScene {
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
}

export async function setTabletScene(): Promise<TabletScene> {
  const scene = await setChainScene({ stores: 2, devicesPerStore: 3, products: 60 });
  const { chain, server, owner } = scene;
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

  const scopesOf = (store: number) => ({
    organizationId: chain.organizationId,
    storeId: chain.stores[store]?.id ?? "",
  });

  async function serverLevel(store: number, productId: string): Promise<number> {
    const { rows } = await owner.query("SELECT quantity FROM stock_level WHERE store_id = $1 AND product_id = $2", [
      chain.stores[store]?.id,
      productId,
    ]);
    return Number(rows[0]?.quantity);
  }

  async function expectConverged(tablet: TestTablet, store: number): Promise<void> {
    await vi.waitFor(
      async () => {
        expect(await tablet.db.table("pending").count()).toBe(0);
        expect(await tablet.db.table("base").count()).toBe(0);
        for (const table of syncedTableNames)
          expect(await tablet.rows(table)).toEqual(await serverRows(owner, scopesOf(store), table));
      },
      { timeout: 8000, interval: 50 },
    );
  }

  return {
    ...scene,
    product: (index) => chain.productIds[index] ?? "",
    optionsFor,
    started,
    keep: (tablet) => {
      tablets.push(tablet);
      return tablet;
    },
    sell: (tablet, productId, change) =>
      sellOne(tablet, { operatorId: chain.stores[0]?.operators[0]?.id ?? "", productId, ...change }),
    serverLevel,
    expectConverged,
    clear: async () => {
      await Promise.all(tablets.splice(0).map((tablet) => tablet.stop()));
      await owner.query("UPDATE device SET revoked_at = NULL");
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
  const [row] = await tablet.ports.store.read(["stock_level"], (tx) => tx.getMany("stock_level", [productId]));
  return (row as { readonly quantity: number }).quantity;
}
