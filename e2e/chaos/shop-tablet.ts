import { sellOne } from "@balcao/api/testing/sell-one";
import { testSchema, type TestTablet, testTablet, type TestTabletOptions } from "@balcao/api/testing/test-tablet";
import type { TestStore } from "@balcao/db/testing/seed-test-chain";
import { submit } from "@balcao/sync/client/submit";
import { v7 as uuidv7 } from "uuid";
import type { Ledger } from "./ledger.ts";
import type { Peer } from "./peer.ts";

/** A tablet without a screen: the client core itself, in this process, which notes in the ledger what it has said is done. */
export interface ShopTablet extends Peer {
  readonly core: () => TestTablet;
  /** Sells `count` times, one after the other, as the operator of that number. Returns the ids of the commands. */
  readonly sell: (count: number, operator?: number) => Promise<string[]>;
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
  const operatorOf = (number: number) => store.operators[number]?.id ?? "";
  let core: TestTablet;
  let sold = 0;

  async function sellNext(operatorId: string): Promise<string> {
    const productId = productIds[(sold * 7) % productIds.length] ?? "";
    sold += 1;
    const { id, args } = await sellOne(core, { operatorId, productId, cashSessionId });
    const { saleId, total } = args as { saleId: string; total: number };
    ledger.sales.push({ saleId, commandId: id, operatorId, cashSessionId, total });
    return id;
  }

  const tablet: ShopTablet = {
    storeId: store.id,
    describe: () => `tablet ${options.identity.deviceCode} of store ${store.code}, ${core.engine.status.connectivity}`,
    outbox: () => core.outbox(),
    pending: async () => (await core.db.table("pending").count()) + (await core.db.table("base").count()),
    rows: (table) => core.rows(table),
    core: () => core,
    skew: 0,
    sell: async (count, operator = 0) => {
      const ids: string[] = [];
      while (ids.length < count) ids.push(await sellNext(operatorOf(operator)));
      return ids;
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
    operatorId: operatorOf(0),
    build: ({ deviceTime }) => ({ args: { cashSessionId, openingFloat: 10_000, openedAt: deviceTime }, effect: [] }),
  });
  await core.engine.start();
  return tablet;
}
