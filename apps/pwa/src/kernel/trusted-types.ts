/**
 * The one policy the Content Security Policy allows (`trusted-types balcao`). It blesses addresses of our own scripts:
 * the service worker and the workers of this build, and nothing else.
 */
interface ScriptUrlPolicy {
  readonly createScriptURL: (url: string) => unknown;
}
interface TrustedTypesFactory {
  readonly createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => ScriptUrlPolicy;
}

let policy: ScriptUrlPolicy | undefined;

/**
 * A script address that `new Worker` and `serviceWorker.register` accept. Throws for another origin. A worker's
 * address comes from `import url from "./x.worker.ts?worker&url"`: Vite cannot see through `new URL` in a policy.
 */
export function trustedScriptUrl(url: string): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (factory === undefined) return ownScriptUrl(url);
  policy ??= factory.createPolicy("balcao", { createScriptURL: ownScriptUrl });
  // The DOM's types know strings only; the browser wants the object.
  return policy.createScriptURL(url) as string;
}

/** The address, absolute; throws unless it is a script of our own origin. */
export function ownScriptUrl(url: string): string {
  const absolute = new URL(url, location.origin);
  if (absolute.origin !== location.origin) throw new TypeError(`a script of another origin: ${absolute.origin}`);
  return absolute.href;
}
