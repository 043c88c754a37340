import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { expect, test, vi } from "vitest";
import { tryAgain } from "./try-again.ts";

test("a screen that was gone to while the database was closed comes once it is open", async () => {
  const guard = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new DOMException("", "InvalidStateError"));
  const rootRoute = createRootRoute();
  const counter = createRoute({ getParentRoute: () => rootRoute, path: "/counter", beforeLoad: guard });
  const history = createMemoryHistory({ initialEntries: ["/counter"] });
  const routeTree = rootRoute.addChildren([counter]);
  const router = createRouter({ routeTree, history, isServer: false, origin: "http://tablet" });
  const status = () => router.state.matches.at(-1)?.status;
  await router.load();
  expect(status()).toBe("error");
  await tryAgain(router, () => undefined);
  expect(status()).toBe("success");
});
