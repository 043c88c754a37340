import { isErrorCode, type ErrorCode } from "@balcao/shared/errors/registry";
import { expect } from "vitest";

/** What a procedure answered over HTTP. */
export interface Answer {
  readonly status: number;
  /** The registry code of a refusal, null for success. */
  readonly code: ErrorCode | null;
  readonly data: unknown;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly cookies: readonly string[];
}

/** Calls the server as a browser of its own origin would, with the cookies given. */
export interface Browser {
  readonly query: (path: string, input?: unknown) => Promise<Answer>;
  readonly mutate: (path: string, input?: unknown) => Promise<Answer>;
  readonly post: (path: string, body: unknown) => Promise<Response>;
}

interface Envelope {
  readonly result?: { readonly data: unknown };
  readonly error?: {
    readonly message?: string;
    readonly code?: string;
    readonly data?: { readonly refusal: { readonly details: Answer["details"] } };
  };
}

/** A browser at `origin` that holds `cookie`. */
export function browser(origin: string, cookie = ""): Browser {
  const headers = { cookie, origin, "x-balcao": "1", "sec-fetch-site": "same-origin" };
  const post = (path: string, body: unknown) =>
    fetch(origin + path, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
  return {
    post,
    query: async (path, input) => {
      const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return toAnswer(await fetch(`${origin}/api/trpc/${path}${search}`, { headers }));
    },
    mutate: async (path, input) => toAnswer(await post(`/api/trpc/${path}`, input)),
  };
}

/** Signs in and answers the browser that holds the session. */
export async function signIn(
  origin: string,
  person: { readonly email: string; readonly password: string },
): Promise<Browser & { readonly cookie: string }> {
  const response = await browser(origin).post("/api/auth/sign-in/email", {
    email: person.email,
    password: person.password,
  });
  expect(response.status, await response.clone().text()).toBe(200);
  const cookie = response.headers.getSetCookie().map(pairOf).join("; ");
  return { ...browser(origin, cookie), cookie };
}

/** `name=value` of a Set-Cookie header. */
export function pairOf(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

async function toAnswer(response: Response): Promise<Answer> {
  const body = (await response.json()) as Envelope;
  const code = body.error?.message ?? body.error?.code ?? null;
  if (code !== null && !isErrorCode(code)) throw new Error(`not a code of the registry: ${code}`);
  return {
    status: response.status,
    code,
    data: body.result?.data ?? null,
    details: body.error?.data?.refusal.details ?? null,
    cookies: response.headers.getSetCookie(),
  };
}
