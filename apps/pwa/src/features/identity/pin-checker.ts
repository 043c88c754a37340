import pinWorkerUrl from "./pin.worker.ts?worker&url";
import { trustedScriptUrl } from "../../kernel/trusted-types.ts";
import type { PinAnswer, PinQuestion } from "./pin.worker.ts";

/** Checks PINs beside the page. Close it when the operator is in: the hash needs 19 MiB. */
export interface PinChecker {
  readonly check: (pin: string, hash: string) => Promise<boolean>;
  readonly close: () => void;
}

/** Starts the worker that checks PINs, so that it is warm when the last digit is typed. */
export function startPinChecker(): PinChecker {
  const worker = new Worker(trustedScriptUrl(pinWorkerUrl), { type: "module" });
  const waiting = new Map<number, PromiseWithResolvers<boolean>>();
  let last = 0;
  worker.addEventListener("message", (event: MessageEvent<PinAnswer>) => {
    waiting.get(event.data.id)?.resolve(event.data.right);
    waiting.delete(event.data.id);
  });
  const fail = (event: Event) => {
    const reason = new Error(event instanceof ErrorEvent ? event.message : "a PIN could not be checked");
    for (const asked of waiting.values()) asked.reject(reason);
    waiting.clear();
  };
  worker.addEventListener("error", fail);
  worker.addEventListener("messageerror", fail);
  return {
    check: (pin, hash) => {
      last += 1;
      const asked = Promise.withResolvers<boolean>();
      waiting.set(last, asked);
      worker.postMessage({ id: last, pin, hash } satisfies PinQuestion);
      return asked.promise;
    },
    close: () => worker.terminate(),
  };
}
