import { UserRound } from "lucide-react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { messages } from "./counter-messages.ts";
import { lockCounter, useOperator } from "./current-operator.ts";

/** Who operates, in the top bar; a press locks the counter for the next one. The cart stays. */
export function OperatorButton() {
  const texts = useMessages(messages);
  const operator = useOperator();
  if (operator === null) return null;
  return (
    <button
      type="button"
      aria-label={texts.switchOperator(operator.name)}
      onClick={lockCounter}
      className="flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-control px-2.5 select-none hover:bg-hover active:bg-pressed"
    >
      <UserRound aria-hidden className="size-5 shrink-0 text-muted" />
      <span className="hidden max-w-28 truncate text-base font-medium sm:block lg:max-w-48">{operator.name}</span>
    </button>
  );
}
