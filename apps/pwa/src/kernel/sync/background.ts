/** Tags of the browser's background events (src/sw/background-sync.ts answers them). */
export const outboxTag = "balcao-outbox";
export const refreshTag = "balcao-refresh";

/** The parts of the registration that TypeScript's DOM library does not know. */
interface BackgroundRegistration {
  readonly sync?: { readonly register: (tag: string) => Promise<void> };
  readonly periodicSync?: {
    readonly register: (tag: string, options: { readonly minInterval: number }) => Promise<void>;
  };
}

const twelveHours = 12 * 60 * 60 * 1000;

/** Asks the browser to wake the service worker when there is a network, even with no page open. An accelerator only. */
export async function askForBackgroundSync(): Promise<void> {
  await (await registration())?.sync?.register(outboxTag).catch(() => undefined);
}

/** Asks the browser to refresh the device's data now and then while nobody uses it. An accelerator only. */
export async function askForPeriodicSync(): Promise<void> {
  await (await registration())?.periodicSync?.register(refreshTag, { minInterval: twelveHours }).catch(() => undefined);
}

async function registration(): Promise<BackgroundRegistration | undefined> {
  if (!("serviceWorker" in navigator)) return undefined;
  return (await navigator.serviceWorker.getRegistration()) as BackgroundRegistration | undefined;
}
