/** What the browser says about its storage for us. Sizes in bytes. */
export interface StorageFacts {
  /** The browser has promised not to clear it by itself. */
  readonly persistent: boolean;
  readonly used: number;
  /** The most we may use. It is not free space: the device may be fuller than the browser thinks. */
  readonly quota: number;
}

/** Asks the browser never to clear this site's data by itself. False when it does not promise that. */
export async function askToPersist(): Promise<boolean> {
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** Reads what the browser says about storage. */
export async function readStorageFacts(): Promise<StorageFacts> {
  const [persistent, estimate] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
  return { persistent, used: estimate.usage ?? 0, quota: estimate.quota ?? 0 };
}
