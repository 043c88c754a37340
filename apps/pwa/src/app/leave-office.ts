import { sessionQuery } from "../kernel/session.ts";
import type { createAppRouter } from "./router.ts";

/** The person's session has ended on the server: sign in again, and come back. The counter needs no person. */
export function leaveOffice(router: ReturnType<typeof createAppRouter>): void {
  const { href, pathname } = router.state.location;
  if (!pathname.startsWith("/office")) return;
  router.options.context.queryClient.removeQueries(sessionQuery);
  void router.navigate({ to: "/sign-in", search: { next: href } });
}
