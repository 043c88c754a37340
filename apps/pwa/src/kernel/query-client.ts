import { QueryCache, QueryClient } from "@tanstack/react-query";
import { toProblem, worthRepeating } from "./problem.ts";

/**
 * For data that lives on the server only; the counter's data comes from the local database instead. `onSignedOut` runs
 * when the server no longer knows the person.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        const problem = toProblem(error);
        if (problem.kind === "refused" && problem.code === "UNAUTHENTICATED") onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        // Being online is an answered request, not navigator.onLine.
        networkMode: "always",
        staleTime: 15_000,
        gcTime: 30 * 60_000,
        retry: (failures, error) => failures < 2 && worthRepeating(toProblem(error)),
        retryDelay: (attempt) => 500 * 2 ** attempt * (0.5 + Math.random()),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
