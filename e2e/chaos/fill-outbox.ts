import { saleCommand } from "@balcao/api/testing/sale-command";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import type { DeviceIdentity } from "@balcao/sync/client/ports";
import type { Page } from "playwright/test";
import { localRows } from "../src/local-data.ts";
import type { Product } from "../src/product.ts";
import type { Ledger } from "./ledger.ts";

/** What of an entry the page needs to see; the rest goes as it is. */
interface Entry {
  readonly sequence: number;
}

interface Fact {
  readonly key: string;
  readonly value: unknown;
}

/**
 * Writes `count` sales into the outbox of a browser that has no network, in one transaction, as its counter would one by
 * one: by hand a thousand would take half an hour.
 */
export async function fillOutbox(
  page: Page,
  { product, chain, ledger }: { product: Product; chain: TestChain; ledger: Ledger },
  count: number,
): Promise<void> {
  const facts = new Map((await localRows<Fact>(page, "meta")).map(({ key, value }) => [key, value]));
  const { deviceId } = facts.get("identity") as DeviceIdentity;
  const first = (facts.get("sequence") as number) + 1;
  const [drawer] = await product.sql<{ id: string; operator_id: string }>(
    "SELECT id, operator_id FROM cash_session WHERE device_id = $1 ORDER BY opened_at LIMIT 1",
    [deviceId],
  );
  if (drawer === undefined) throw new Error("the browser's drawer is not on the server");
  const { id: cashSessionId, operator_id: operatorId } = drawer;
  const commands = Array.from({ length: count }, (_, index) => {
    const productId = chain.productIds[(index * 7) % chain.productIds.length] ?? "";
    const lines = [{ productId, units: 1, unitPrice: 500, priceId: null }];
    return saleCommand({ deviceId, operatorId, cashSessionId, sequence: first + index, lines });
  });
  await page.evaluate(
    (entries) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open("balcao");
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const tx = open.result.transaction(["outbox", "meta"], "readwrite", { durability: "strict" });
          for (const entry of entries) tx.objectStore("outbox").put(entry);
          tx.objectStore("meta").put({ key: "sequence", value: entries.at(-1)?.sequence });
          tx.onabort = () => reject(tx.error);
          tx.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    commands.map((command) => ({
      id: command.id,
      sequence: command.sequence,
      status: "queued",
      command,
      effect: [],
      result: null,
      at: command.deviceTime,
    })) as readonly Entry[],
  );
  // The drawer's own check leaves these out: sales that were tapped have gone through it too.
  for (const { id, args } of commands)
    ledger.queued.push({ commandId: id, saleId: (args as { saleId: string }).saleId, operatorId, total: 500 });
}
