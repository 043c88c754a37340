import type { MiddlewareHandler } from "hono";
import type { HttpEnv } from "./http-env.ts";

/** Trusted Types policies that the app may make: one, for the addresses of its own service worker and workers. */
export const trustedTypesPolicies = ["balcao"] as const;

/** Everything from our own origin, nothing inline, no eval but WebAssembly's (PIN hashes, barcode readers). */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  `trusted-types ${trustedTypesPolicies.join(" ")}`,
].join("; ");

const headers = {
  "content-security-policy": contentSecurityPolicy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  // Scanner camera, receipt printer and scale; nothing else of the machine.
  "permissions-policy":
    "camera=(self), usb=(self), serial=(self), geolocation=(), microphone=(), payment=(), display-capture=(), browsing-topics=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-permitted-cross-domain-policies": "none",
} as const;

/** What an answer needs that is data and never a page. */
export const dataHeaders = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

/**
 * Puts the security headers on every answer, errors and files alike. Data that carries its own few is left as it is:
 * polls are too many for headers that mean nothing to them.
 */
export function securityHeaders(options: { readonly secure: boolean }): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    if (c.var.dataOnly === true) return;
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    if (options.secure) c.res.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  };
}
