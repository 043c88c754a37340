import type { Permission } from "@balcao/shared/identity/permissions";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { readRefusal, ProblemError } from "./problem.ts";
import { api } from "./trpc.ts";

/** Who this browser is to the server: a person, a tablet, both or nobody. */
export type Session = Awaited<ReturnType<typeof api.identity.whoAmI.query>>;
export type SignedInPerson = NonNullable<Session["person"]>;

/** Asks who this browser is; the answer serves for five minutes and after each sign-in, sign-out or enrolment. */
export const sessionQuery = queryOptions({
  queryKey: ["identity", "whoAmI"],
  queryFn: ({ signal }) => api.identity.whoAmI.query(undefined, { signal }),
  staleTime: 5 * 60_000,
});

/** The person signed in, once the session is known; null for nobody. */
export function usePerson(): SignedInPerson | null {
  return useQuery(sessionQuery).data?.person ?? null;
}

/** Whether the person may do something. It hides what the server would refuse; the server decides. */
export function useAllowed(permission: Permission): boolean {
  return usePerson()?.permissions.includes(permission) ?? false;
}

/** The currency of the person's organization (ISO 4217). */
export function useCurrency(): string {
  return usePerson()?.organization?.currency ?? "BRL";
}

/** Signs in with e-mail and password; throws ProblemError. The cookie is out of the page's reach. */
export async function signIn(email: string, password: string): Promise<void> {
  await callAuth("sign-in/email", { email, password });
}

/** Ends the person's session on this browser; a tablet stays a tablet. */
export async function signOut(): Promise<void> {
  await callAuth("sign-out", {});
}

/** Chooses the organization to work in, for a person of several. */
export async function chooseOrganization(organizationId: string): Promise<void> {
  await callAuth("organization/set-active", { organizationId });
}

/** Changes the signed-in person's password and ends their other sessions; throws ProblemError. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await callAuth("change-password", { currentPassword, newPassword });
}

async function callAuth(path: string, body: object): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-balcao": "1" },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const answer: unknown = await response.json().catch(() => null);
  const refusal = typeof answer === "object" && answer !== null && "error" in answer ? readRefusal(answer.error) : null;
  const code = response.status >= 502 ? "UNAVAILABLE" : "INTERNAL";
  throw new ProblemError(refusal ?? { kind: "refused", code, details: {} });
}
