import { sellOne } from "@balcao/api/testing/sell-one";
import { testSchema, type TestTablet, testTablet, type TestTabletOptions } from "@balcao/api/testing/test-tablet";
import type { TestStore } from "@balcao/db/testing/seed-test-chain";
import { submit } from "@balcao/sync/client/submit";
import { v7 as uuidv7 } from "uuid";
import type { Ledger } from "./ledger.ts";

/** A tablet without a screen: the client core itself, in this process, which notes in the ledger what it has said is done. */
export interface ShopTablet {
  readonly store: TestStore;
  readonly core: () => TestTablet;
  /** Sells `count` times, one after the other, as the operator of that number. */
  readonly sell: (count: number, operator?: number) => Promise<void>;
  /** Ends it and begins its next life, with its database or with its journal alone. */
  readonly reborn: (keeps: "database" | "journal") => Promise<void>;
  /** How far its clock is off, in milliseconds. */
  skew: number;
}

export interface ShopTabletOptions {
  readonly store: TestStore;
  readonly identity: TestTabletOptions["identity"];
  readonly cookie: string;
  readonly origin: string;
  readonly productIds: readonly string[];
  readonly ledger: Ledger;
}

/** Starts a tablet that the server has enrolled already, and opens its drawer. */
export async function shopTablet(options: ShopTabletOptions): Promise<ShopTablet> {
  const { store, ledger, productIds } = options;
  const life = { ...options, lastSequence: 0, skew: () => tablet.skew };
  const cashSessionId = uuidv7();
  const operatorId = (operator: number) => store.operators[operator]?.id ?? "";
  let core: TestTablet;
  let sold = 0;
  const tablet: ShopTablet = {
    store,
    core: () => core,
    skew: 0,
    sell: async (count, operator = 0) => {
      for (let n = 0; n < count; n += 1) {
        const productId = productIds[(sold * 7) % productIds.length] ?? "";
        sold += 1;
        const command = await sellOne(core, { operatorId: operatorId(operator), productId, cashSessionId });
        const { saleId, total } = command.args as { saleId: string; total: number };
        ledger.sales.push({ saleId, commandId: command.id, storeId: store.id, cashSessionId, productId, total });
      }
    },
    reborn: async (keeps) => {
      await core.stop();
      const { journal, db } = core;
      core = await testTablet({ ...life, journal, ...(keeps === "database" ? { databaseName: db.name } : {}) });
      await core.engine.start();
    },
  };
  core = await testTablet(life);
  await submit(core.ports, testSchema, {
    name: "cashSessions.open",
    operatorId: operatorId(0),
    build: ({ deviceTime }) => ({
      args: { cashSessionId, openingFloat: 10_000, openedAt: deviceTime },
      effect: [],
    }),
  });
  await core.engine.start();
  return tablet;
}
