import type { CDPSession, Page } from "playwright/test";

/** The service worker of the app, as the browser's own tools see it. */
export interface ServiceWorkerTools {
  /** The event that the browser sends when there is a network again. */
  readonly dispatchSync: () => Promise<void>;
  /** Stops it wherever it is. */
  readonly stop: () => Promise<void>;
  readonly detach: () => Promise<void>;
}

interface Registrations {
  readonly registrations: readonly { readonly registrationId: string; readonly scopeURL: string }[];
}

export async function serviceWorkerTools(page: Page, origin: string): Promise<ServiceWorkerTools> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }: Registrations) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (ours !== undefined) resolve(ours.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  return {
    dispatchSync: async () => {
      await session.send("ServiceWorker.dispatchSyncEvent", {
        origin,
        registrationId,
        tag: "balcao-outbox",
        lastChance: false,
      });
    },
    stop: async () => {
      await session.send("ServiceWorker.stopAllWorkers");
    },
    detach: () => session.detach(),
  };
}
