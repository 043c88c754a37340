import { type ErrorEntry, errors } from "@balcao/shared/errors/registry";
import type { ReactNode } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorState, OfflineState } from "../../ui/screen-state.tsx";
import { useMessages } from "../i18n/use-messages.ts";
import { usePreferences } from "../preferences.ts";
import { type Problem, problemText, worthRepeating } from "../problem.ts";
import { messages } from "./messages.ts";

export interface ProblemStateProps {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
  readonly action?: ReactNode;
  /** The level of the title: 1 when the state is the whole page. Default 2. */
  readonly level?: 1 | 2 | undefined;
}

/** A whole screen that could not be shown: what happened, whether anything was lost, what to do. */
export function ProblemState({ problem, onRetry, action, level }: ProblemStateProps) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  // What the server will refuse again is not worth another press.
  const again =
    onRetry !== undefined && worthRepeating(problem) ? <Button onClick={onRetry}>{texts.retry}</Button> : null;
  const buttons = (
    <>
      {again}
      {action}
    </>
  );
  if (problem.kind === "offline") {
    return (
      <OfflineState title={texts.offlineTitle} action={buttons} level={level}>
        {texts.offlineText}
      </OfflineState>
    );
  }
  const text = problemText(problem, language);
  return (
    <ErrorState title={text.title} action={buttons} level={level}>
      <p>{text.action}</p>
    </ErrorState>
  );
}

/** Something a person asked for did not happen: says so above the form, and what became of it. */
export function ProblemBanner({
  problem,
  children,
}: {
  readonly problem: Problem | null;
  readonly children?: ReactNode;
}) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  if (problem === null) return null;
  const text = problemText(problem, language);
  const outcome = problem.kind === "offline" ? texts.unknownOutcome : dataText(problem, texts);
  return (
    <Banner tone="negative" title={text.title}>
      {problem.kind === "offline" ? outcome : `${text.action} ${outcome}`}
      {children}
    </Banner>
  );
}

function dataText(problem: Extract<Problem, { kind: "refused" }>, texts: (typeof messages)["pt"]): string {
  const { data } = errors[problem.code] as ErrorEntry;
  if (data === "unchanged") return texts.unchanged;
  return data === "recorded" ? texts.recorded : texts.keptOnDevice;
}
