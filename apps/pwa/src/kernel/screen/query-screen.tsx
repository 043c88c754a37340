import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useFormat } from "../format.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { toProblem } from "../problem.ts";
import { useNow } from "../use-now.ts";
import { messages } from "./messages.ts";
import { ProblemState } from "./problem-state.tsx";

export interface QueryScreenProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** The shape of what comes. */
  readonly loading: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query brought; before that its shape, and instead of it what went wrong. Old data stays, with its age. */
export function QueryScreen<Data>({ query, loading, children }: QueryScreenProps<Data>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError ? <StaleBanner query={query} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemState problem={toProblem(query.error)} onRetry={() => void query.refetch()} />;
  return loading;
}

/** What is on the screen is old, because the server could not be asked again. */
export function StaleBanner({
  query,
}: {
  readonly query: Pick<UseQueryResult, "dataUpdatedAt" | "refetch" | "isFetching">;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  return (
    <Banner
      tone="waiting"
      title={texts.staleTitle(format.age(query.dataUpdatedAt, now))}
      actions={
        <Button busy={query.isFetching} onClick={() => void query.refetch()}>
          {texts.retry}
        </Button>
      }
    />
  );
}
