import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { toProblem } from "../kernel/problem.ts";
import { ProblemState } from "../kernel/screen/problem-state.tsx";
import { Button } from "../ui/button.tsx";
import { buttonClass } from "../ui/button-class.ts";
import { EmptyState, ErrorState } from "../ui/screen-state.tsx";
import { messages } from "./messages.ts";

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const texts = useMessages(messages);
  return (
    <EmptyState
      icon={Compass}
      title={texts.notFoundTitle}
      action={
        <Link to="/" className={buttonClass()}>
          {texts.goHome}
        </Link>
      }
    >
      {texts.notFoundText}
    </EmptyState>
  );
}

/** A screen that failed: the server's refusal when that is why, else a fault of ours. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  const texts = useMessages(messages);
  const problem = toProblem(error);
  if (problem.kind === "offline" || problem.code !== "INTERNAL") return <ProblemState problem={problem} onRetry={reset} />;
  return (
    <ErrorState title={texts.crashTitle} action={<Button onClick={() => location.reload()}>{texts.reload}</Button>}>
      {texts.crashText}
    </ErrorState>
  );
}
