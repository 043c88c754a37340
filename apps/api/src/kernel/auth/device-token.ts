import { createHash, randomBytes } from "node:crypto";
import { readCookie } from "../cookies.ts";

/** The cookie that makes a browser an enrolled tablet. */
export const deviceCookie = "balcao_device";

const tokenShape = /^[\w-]{43}$/;

/** Browsers keep a cookie for 400 days at most; each enrolment starts them anew. */
const lifetime = 400 * 24 * 60 * 60;

/** A new device token: 256 random bits in base64url. It stands in the cookie only; the database keeps its hash. */
export function createDeviceToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of a token: it is random enough that a slow hash would add nothing. */
export function hashDeviceToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** The hash of the token that a request comes with; null when it comes with none. */
export function tokenHashOf(headers: Headers): Buffer | null {
  const token = readCookie(headers, deviceCookie);
  return token === null || !tokenShape.test(token) ? null : hashDeviceToken(token);
}

/** The `Set-Cookie` value that enrols the browser which asked. */
export function deviceCookieHeader(token: string, secure: boolean): string {
  return `${deviceCookie}=${token}; Path=/; Max-Age=${lifetime}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}
