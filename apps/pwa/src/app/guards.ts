import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { rememberTablet, wasTablet } from "../kernel/place.ts";
import { toProblem } from "../kernel/problem.ts";
import { type Session, sessionQuery } from "../kernel/session.ts";
import { becomeDevice } from "../kernel/sync/enrolled.ts";
import { readIdentity } from "../kernel/sync/identity.ts";
import { startDevice } from "../kernel/sync/start.ts";

export interface RouterContext {
  readonly queryClient: QueryClient;
}

/**
 * `/`: a tablet goes to the counter at once, by its own memory and with or without a network; else the server says who
 * this is: a person goes to the back office, anybody else to sign-in.
 */
export async function decideStart({ queryClient }: RouterContext): Promise<never> {
  if (await isTablet()) throw redirect({ to: "/counter" });
  const session = await sessionOrNull(queryClient);
  if (session?.device != null) {
    // The browser has lost its memory but not its cookie: the server still knows which tablet it is.
    await becomeDevice(session.device, null);
    throw redirect({ to: "/counter" });
  }
  throw redirect({ to: session?.person != null ? "/office" : "/sign-in" });
}

/** Lets only an enrolled tablet in; the start sorts out the others. Throws StartError when the local data does not open. */
export async function requireTablet(): Promise<void> {
  await startDevice();
  if ((await readIdentity()) === null) throw redirect({ to: "/" });
}

/** Lets only a signed-in person in; others sign in first and come back. Throws what the server's answer was when there is none. */
export async function requirePerson({ queryClient }: RouterContext, address: string): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session.person === null) throw redirect({ to: "/sign-in", search: { next: address } });
  if (session.person.organization === null) throw redirect({ to: "/organization", search: { next: address } });
}

/** Where local data does not open, a browser that never was a tablet may still be somebody's desk. */
async function isTablet(): Promise<boolean> {
  try {
    await startDevice();
    const identity = await readIdentity();
    rememberTablet(identity !== null);
    return identity !== null;
  } catch (error) {
    if (wasTablet()) throw error;
    console.warn("this browser cannot be a tablet", error);
    return false;
  }
}

async function sessionOrNull(queryClient: QueryClient): Promise<Session | null> {
  try {
    return await queryClient.ensureQueryData({ ...sessionQuery, retry: false });
  } catch (error) {
    const problem = toProblem(error);
    if (problem.kind === "offline" || problem.code === "UNAVAILABLE") return null;
    throw error;
  }
}
