/** What the browser says about its storage for us. Sizes in bytes. */
export interface StorageFacts {
  /** The browser has promised not to clear it by itself. */
  readonly persistent: boolean;
  readonly used: number;
  /** The most we may use. It is not free space: the device may be fuller than the browser thinks. */
  readonly quota: number;
  /** The browser shows signs of a private window, which forgets everything when it is closed. */
  readonly forgetful: boolean;
}

/** Asks the browser never to clear this site's data by itself. False when it does not promise that. */
export async function askToPersist(): Promise<boolean> {
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** Reads what the browser says about storage. */
export async function readStorageFacts(): Promise<StorageFacts> {
  const [persistent, estimate] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
  const { usage: used = 0, quota = 0 } = estimate;
  return { persistent, used, quota, forgetful: !persistent && isForgetful(quota) };
}

/**
 * Browsers do not say that a window is private. Signs of one: no service workers (Firefox), and no more storage than fits
 * into memory (Chromium, https://developer.chrome.com/docs/web-platform/storage). Neither is certain.
 */
function isForgetful(quota: number): boolean {
  const { memory } = performance as { readonly memory?: { readonly jsHeapSizeLimit: number } };
  const inMemory = memory !== undefined && quota > 0 && quota < 2 * memory.jsHeapSizeLimit;
  return inMemory || !("serviceWorker" in navigator);
}
