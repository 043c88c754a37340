import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import pg from "pg";
import { type Network, startNetwork } from "../src/network.ts";
import { freePort } from "../src/ports.ts";
import { type Product, startProduct } from "../src/product.ts";
import { arm, armingVariable, disarm, reached } from "./arm.ts";
import { type Counter, openCounter } from "./counter.ts";
import { Ledger } from "./ledger.ts";
import type { Fault } from "./fault.ts";
import type { Peer } from "./peer.ts";
import type { PointName } from "./points.ts";
import { mountSmallDisk, type SmallDisk } from "./small-disk.ts";
import { type ShopTablet, shopTablet } from "./shop-tablet.ts";

/** A chain with its server, its database, the network before them, and tablets: every part the real one. */
export interface Shop {
  readonly product: Product;
  readonly network: Network;
  readonly chain: TestChain;
  readonly ledger: Ledger;
  /** Two tablets of the first store and one of the second. */
  readonly tablets: readonly ShopTablet[];
  /** The tablet with a screen, a real Chromium, enrolled at the first call. It stands in the first store. */
  readonly counter: () => Promise<Counter>;
  /** Every tablet that must come to rest. */
  readonly peers: () => readonly Peer[];
  /** The database's owner, whom row-level security does not bind. */
  readonly owner: pg.Pool;
  /** Has the server do this at its next commit of a push. */
  readonly arm: (point: PointName) => void;
  readonly disarm: () => void;
  /** Resolves when the server has come to the point that it was armed with. */
  readonly reached: () => Promise<void>;
  /** Where the part of the shop lies that was to be on a small disk. */
  readonly disk: SmallDisk | null;
  readonly close: () => Promise<void>;
}

/** What every store has of every product, in thousandths: more than is ever sold. */
export const openingStock = 1_000_000_000;

/** Megabytes that a fresh browser profile or database fits into, with a day's work. */
const diskSize = 768;

/** Opens a shop on a database of its own; one part of it may lie on a small disk. */
export async function openShop(onSmallDisk?: Fault["smallDisk"]): Promise<Shop> {
  const disk = onSmallDisk === undefined ? null : mountSmallDisk(diskSize);
  const parent = (part: Fault["smallDisk"]) => (part === onSmallDisk && disk !== null ? disk.folder : tmpdir());
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-chaos-"));
  const file = path.join(folder, "armed");
  const port = await freePort();
  const product = await startProduct({
    publicPort: port,
    parent: parent("server"),
    preload: path.join(import.meta.dirname, "preload.ts"),
    environment: { [armingVariable]: file, LOG_LEVEL: "fatal" },
  });
  const network = await startNetwork(port, () => product.port);
  const chain = await seedTestChain(product.databaseUrl, {
    stores: 2,
    devicesPerStore: 2,
    products: 60,
    openingStock,
  });
  const owner = new pg.Pool({ connectionString: product.databaseUrl, max: 4 });
  owner.on("error", () => undefined);
  const ledger = new Ledger();
  const open = (store: number, device: number) => {
    const at = chain.stores[store]!;
    const { id: deviceId, code: deviceCode, cookie } = at.devices[device]!;
    const identity = {
      deviceId,
      deviceCode,
      organizationId: chain.organizationId,
      organizationName: chain.name,
      storeId: at.id,
      storeCode: at.code,
    };
    const { productIds } = chain;
    return shopTablet({ store: at, identity, cookie, origin: network.origin, productIds, ledger });
  };
  const tablets = await Promise.all([open(0, 0), open(0, 1), open(1, 0)]);
  let counter: Counter | null = null;
  return {
    product,
    network,
    chain,
    ledger,
    tablets,
    counter: async () =>
      (counter ??= await openCounter({ product, network, chain, ledger, parent: parent("browser") })),
    peers: () => (counter === null ? tablets : [...tablets, counter]),
    owner,
    arm: (point) => arm(file, point),
    disarm: () => disarm(file),
    reached: () => reached(file),
    disk,
    close: async () => {
      await counter?.tablet().discard();
      await Promise.all(tablets.map((tablet) => tablet.core().stop()));
      await network.close();
      await owner.end();
      await product.stop();
      rmSync(folder, { recursive: true, force: true });
      disk?.remove();
    },
  };
}
