import { readOnce } from "@balcao/sync/client/catch-up";
import { drain } from "@balcao/sync/client/drain";
import { outboxTag, refreshTag } from "../kernel/sync/background.ts";
import { workerPorts } from "../kernel/sync/ports.ts";
import { engineSchema } from "../kernel/sync/schema.ts";
import { isWord, workerWords } from "../kernel/update/worker-words.ts";
import { engineLock } from "@balcao/sync/client/page";

interface TaggedEvent extends ExtendableEvent {
  readonly tag: string;
}

/**
 * Delivers the outbox, and now and then refreshes the data, while no page is open. The browser tries a failed delivery
 * three times and then gives up; the next start of a page goes on, so nothing rests on it.
 *
 * A newer worker takes over only when no event of this one is under way, and a push may wait half a minute for its answer.
 * When told to stand back the event fails at once; the command is in the outbox, and sending it twice does no harm. The
 * browser ends this worker then, and its locks with it.
 */
export function startBackgroundSync(scope: ServiceWorkerGlobalScope): void {
  const ports = workerPorts();
  const stoodBack = toldToStandBack(scope);
  const on = (event: string, tag: string, work: () => Promise<unknown>) => {
    scope.addEventListener(event, (fired) => {
      const tagged = fired as TaggedEvent;
      if (tagged.tag === tag) tagged.waitUntil(Promise.race([stoodBack, work()]));
    });
  };
  on("sync", outboxTag, () => drain(ports, engineSchema));
  on("periodicsync", refreshTag, async () => {
    await drain(ports, engineSchema);
    // A page that works for the device reads by itself.
    await ports.locks.tryHold(engineLock, () => readOnce(ports, engineSchema));
  });
}

/** Rejects once a page lets a newer version in: the browser then fires the event again, for the newer worker. */
function toldToStandBack(scope: ServiceWorkerGlobalScope): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  // Nothing may be under way.
  promise.catch(() => undefined);
  scope.addEventListener("message", (event) => {
    if (isWord(event.data, workerWords.standBack)) reject(new Error("a newer version takes over"));
  });
  return promise;
}
