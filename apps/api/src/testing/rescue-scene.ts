import type { TestDevice, TestStore } from "@balcao/db/testing/seed-test-chain";
import type { RescueReport } from "@balcao/shared/sync/rescue-report";
import type { Command } from "@balcao/sync/protocol";
import type { RescueHead } from "@balcao/sync/rescue";
import { v7 as uuidv7 } from "uuid";
import { expect } from "vitest";
import { createRescueKeys } from "../kernel/rescue-keys.ts";
import { setTwoChainScene, type TwoChainScene } from "./chain-scene.ts";
import { type Answer, type Browser, signIn } from "./person-client.ts";
import { rescueFile } from "./rescue-file.ts";
import { openCommand, saleCommand } from "./sale-command.ts";

/** The server's field keys: the one that seals, and the one before it. */
export const newKey = "f".repeat(43);
export const oldKey = "e".repeat(43);

/** Two chains and their server, a manager at the back office, and a tablet that dies with sales on it. */
export interface RescueScene extends TwoChainScene {
  readonly store: TestStore;
  readonly manager: Browser;
  /** The tablet that is dying. */
  readonly device: TestDevice;
  /** Lets another tablet die from now on: each test has one of its own. */
  readonly nextDevice: () => void;
  /** What the tablet did without a network: opened a drawer and sold. */
  readonly offline: (sales: number, from?: number) => Command[];
  readonly fileOf: (
    commands: readonly Command[],
    fieldKeys?: readonly string[],
    head?: Partial<RescueHead>,
  ) => Promise<string>;
  readonly importFile: (file: string) => Promise<RescueReport>;
  readonly one: <T>(text: string, values: readonly unknown[]) => Promise<T>;
  readonly salesOf: () => Promise<number>;
  readonly decidedOf: () => Promise<string>;
  readonly revoke: () => Promise<unknown>;
}

export async function setRescueScene(): Promise<RescueScene> {
  const scene = await setTwoChainScene(
    { stores: 2, devicesPerStore: 40, openingStock: 10_000_000 },
    {},
    { keys: { authSecret: "t".repeat(43), fieldKeys: [newKey, oldKey] } },
  );
  const { server, owner, chain } = scene;
  const [store] = chain.stores as [TestStore];
  const manager = await signIn(server.url, chain.people["store-manager"]);
  let at = 0;
  const device = () => store.devices[at] as TestDevice;
  const one = async <T>(text: string, values: readonly unknown[]): Promise<T> => {
    const { rows } = await owner.query(text, [...values]);
    return Object.values(rows[0] as object)[0] as T;
  };
  return {
    ...scene,
    store,
    manager,
    get device() {
      return device();
    },
    nextDevice: () => {
      at += 1;
    },
    offline: (sales, from = 1) => {
      const cashSessionId = uuidv7();
      const who = { deviceId: device().id, operatorId: store.operators[0]?.id ?? "", cashSessionId };
      const line = { productId: chain.productIds[0] ?? "", units: 1, unitPrice: 236, priceId: chain.priceIds[0] ?? "" };
      return [
        openCommand({ ...who, sequence: from }),
        ...Array.from({ length: sales }, (_, n) => saleCommand({ ...who, sequence: from + 1 + n, lines: [line] })),
      ];
    },
    fileOf: (commands, fieldKeys = [newKey], head = {}) => {
      const { organizationId } = chain;
      const key = createRescueKeys(fieldKeys).sealingKey(organizationId);
      const identity = { organizationId, storeId: store.id, storeCode: store.code };
      return rescueFile(key, { ...identity, deviceId: device().id, deviceCode: device().code }, commands, head);
    },
    importFile: async (file) => reportIn(await manager.mutate("sync.importRescue", { file })),
    one,
    salesOf: () => one("SELECT count(*)::int FROM sale WHERE device_id = $1", [device().id]),
    decidedOf: () => one("SELECT decided::text FROM device WHERE id = $1", [device().id]),
    revoke: () => owner.query("UPDATE device SET revoked_at = now() WHERE id = $1", [device().id]),
  };
}

/** What a procedure says about a file, when it did not refuse it. */
export function reportIn({ code, data }: Answer): RescueReport {
  expect(code).toBeNull();
  return data as RescueReport;
}
