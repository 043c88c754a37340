import { refuse } from "@balcao/shared/kernel/result";
import type { Context } from "hono";
import { z } from "zod";
import { addressHeader } from "../auth/auth.ts";
import type { Services } from "../services.ts";
import { authRefusal } from "./auth-refusal.ts";
import { addressGroup } from "./client-address.ts";
import { failure } from "./failure.ts";
import type { App, HttpEnv } from "./http-env.ts";

const base = "/api/auth";
const password = z.string().min(1).max(200);

interface Endpoint<Body extends z.ZodType> {
  readonly body: Body;
  /** Whose password is tried, when one is: such attempts are counted and slowed. */
  readonly subject?: (body: z.output<Body>, personId: string | null) => string;
  readonly signedIn: boolean;
  /** What better-auth gets beside the body. */
  readonly added?: Readonly<Record<string, unknown>>;
}

const endpoint = <Body extends z.ZodType>(definition: Endpoint<Body>) => definition;

/** The parts of better-auth that can be reached; whatever else it offers answers as not found. */
const endpoints = {
  "/sign-in/email": endpoint({
    body: z.strictObject({ email: z.email().max(254), password, rememberMe: z.boolean().optional() }),
    signedIn: false,
    subject: (body) => body.email,
  }),
  "/sign-out": endpoint({ body: z.strictObject({}), signedIn: false }),
  "/change-password": endpoint({
    body: z.strictObject({ currentPassword: password, newPassword: z.string().min(10).max(200) }),
    signedIn: true,
    subject: (_, personId) => personId ?? "",
    added: { revokeOtherSessions: true },
  }),
  "/organization/set-active": endpoint({ body: z.strictObject({ organizationId: z.uuid() }), signedIn: true }),
} as const;

/** Serves sign-in, sign-out, the change of password and the choice of organization. */
export function authEndpoints(app: App, services: Services): void {
  for (const [path, definition] of Object.entries(endpoints)) {
    app.post(base + path, (c) => serve(c, services, definition as Endpoint<z.ZodType>));
  }
}

async function serve(
  c: Context<HttpEnv>,
  services: Services,
  { body, signedIn, subject, added }: Endpoint<z.ZodType>,
): Promise<Response> {
  const given = body.safeParse(await c.req.json().catch(() => ({})));
  if (!given.success) return failure(c, refuse("BAD_REQUEST", { fields: fieldsOf(given.error) }));
  const login = await services.people.signedIn(c.req.raw.headers, null);
  if (signedIn && login === null) return failure(c, refuse("UNAUTHENTICATED"));

  const address = addressGroup(c.var.address);
  const attempt = subject === undefined ? null : { subject: subject(given.data, login?.personId ?? null), address };
  const allowed = attempt === null ? null : await services.attempts.begin(attempt);
  if (allowed?.ok === false) return failure(c, allowed);

  const response = await services.auth.handler(toAuthRequest(c, { ...(given.data as object), ...added }));
  if (login !== null) services.people.forget(login.personId);
  if (!response.ok) return failure(c, await authRefusal(response));
  if (attempt !== null) await services.attempts.succeed(attempt);
  // The cookies are the answer; better-auth's body would show the session's token to scripts.
  const answer = c.json({ ok: true }, 200, { "cache-control": "no-store" });
  for (const cookie of response.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
  return answer;
}

/** The request as better-auth gets it: our parsed body, and the address that we saw. */
function toAuthRequest(c: Context<HttpEnv>, body: object): Request {
  const headers = new Headers(c.req.raw.headers);
  headers.delete("content-length");
  headers.set("content-type", "application/json");
  headers.set(addressHeader, c.var.address);
  return new Request(c.req.url, { method: "POST", headers, body: JSON.stringify(body) });
}

function fieldsOf(error: z.ZodError): string {
  return [...new Set(error.issues.map((issue) => issue.path.join(".") || "body"))].join(" ");
}
