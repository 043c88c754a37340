import { readOnce } from "@balcao/sync/client/catch-up";
import { drain } from "@balcao/sync/client/drain";
import { outboxTag, refreshTag } from "../kernel/sync/background.ts";
import { workerPorts } from "../kernel/sync/ports.ts";
import { engineSchema } from "../kernel/sync/schema.ts";
import { engineLock } from "@balcao/sync/client/page";

interface TaggedEvent extends ExtendableEvent {
  readonly tag: string;
}

/**
 * Delivers the outbox, and now and then refreshes the data, while no page is open. The browser tries a failed delivery
 * three times and then gives up; the next start of a page goes on, so nothing rests on it.
 */
export function startBackgroundSync(scope: ServiceWorkerGlobalScope): void {
  const ports = workerPorts();
  const on = (event: string, tag: string, work: () => Promise<unknown>) => {
    scope.addEventListener(event, (fired) => {
      const tagged = fired as TaggedEvent;
      if (tagged.tag === tag) tagged.waitUntil(work());
    });
  };
  on("sync", outboxTag, () => drain(ports, engineSchema));
  on("periodicsync", refreshTag, async () => {
    await drain(ports, engineSchema);
    // A page that works for the device reads by itself.
    await ports.locks.tryHold(engineLock, () => readOnce(ports, engineSchema));
  });
}
