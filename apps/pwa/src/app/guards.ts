import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { rememberTablet, wasTablet } from "../kernel/place.ts";
import { toProblem } from "../kernel/problem.ts";
import { type Session, sessionQuery } from "../kernel/session.ts";

export interface RouterContext {
  readonly queryClient: QueryClient;
}

/** `/`: a tablet goes to the counter, a person to the back office, anybody else to sign-in. Without an answer, a tablet stays one. */
export async function decideStart({ queryClient }: RouterContext): Promise<never> {
  const session = await sessionOrNull(queryClient);
  if (session === null) throw redirect({ to: wasTablet() ? "/counter" : "/sign-in" });
  if (session.person !== null) throw redirect({ to: "/office" });
  // A revoked tablet still opens the counter: what it has not sent is there.
  if (session.device !== null || wasTablet()) throw redirect({ to: "/counter" });
  throw redirect({ to: "/sign-in" });
}

/** Lets only a signed-in person in; others sign in first and come back. Throws what the server's answer was when there is none. */
export async function requirePerson({ queryClient }: RouterContext, address: string): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session.device !== null) rememberTablet(true);
  if (session.person === null) throw redirect({ to: "/sign-in", search: { next: address } });
}

async function sessionOrNull(queryClient: QueryClient): Promise<Session | null> {
  try {
    const session = await queryClient.ensureQueryData({ ...sessionQuery, retry: false });
    if (session.device !== null) rememberTablet(true);
    return session;
  } catch (error) {
    const problem = toProblem(error);
    if (problem.kind === "offline" || problem.code === "UNAVAILABLE") return null;
    throw error;
  }
}
