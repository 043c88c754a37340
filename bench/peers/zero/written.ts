import { moment } from "../peer.ts";

/** So long nothing is written behind the last of what belongs together, in milliseconds. */
const quiet = 1500;
const patience = 60_000;

/**
 * Zero writes what it has to disk later, and does not say when it has. So this listens at IndexedDB itself. The answer,
 * asked when all has come, resolves to when the writing of it ended.
 */
export function watchWrites(): () => Promise<number> {
  let last = 0;
  let open = 0;
  const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, "transaction")?.value as (
    this: IDBDatabase,
    ...args: Parameters<IDBDatabase["transaction"]>
  ) => IDBTransaction;
  IDBDatabase.prototype.transaction = function (...args) {
    const transaction = begin.apply(this, args);
    if (transaction.mode === "readwrite") {
      open += 1;
      const end = () => {
        open -= 1;
        last = moment();
      };
      transaction.addEventListener("complete", end);
      transaction.addEventListener("abort", end);
    }
    return transaction;
  };
  return async () => {
    const asked = moment();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = moment();
      if (open === 0 && last > asked && now - last > quiet) return last;
      // What came may have been written before.
      if (now - asked > patience) return Math.max(last, asked);
    }
  };
}
