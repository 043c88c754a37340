import type { ErrorCode } from "@balcao/shared/errors/registry";
import { refuse, type Refusal } from "@balcao/shared/kernel/result";

const byCode: Readonly<Record<string, ErrorCode>> = {
  INVALID_EMAIL_OR_PASSWORD: "WRONG_CREDENTIALS",
  INVALID_PASSWORD: "WRONG_CREDENTIALS",
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  422: "BAD_REQUEST",
  429: "TOO_MANY_REQUESTS",
};

/** What an answer of better-auth that is not a success means in our registry. Its own text stays on the server. */
export async function authRefusal(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null);
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  return refuse(byCode[code] ?? byStatus[response.status] ?? "INTERNAL");
}
