import type { OperatorRow } from "@balcao/shared/identity/rows";
import { KeyRound, UsersRound } from "lucide-react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { writeSetting } from "../../kernel/settings.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { messages } from "./counter-messages.ts";
import { lastOperator } from "./counter-settings.ts";
import { letIn } from "./current-operator.ts";
import { PinQuestion } from "./pin-question.tsx";

export interface OperatorPinProps {
  readonly operator: OperatorRow;
  /** Gives the digits that were typed before this was on the screen, once. */
  readonly takeEarly: () => string;
  readonly onBack: () => void;
}

/** The PIN of one operator, or who can give them one. */
export function OperatorPin({ operator, takeEarly, onBack }: OperatorPinProps) {
  const texts = useMessages(messages);
  return (
    <div className="flex w-full max-w-80 flex-col items-center gap-2">
      {operator.pinHash === null ? (
        <EmptyState icon={KeyRound} title={texts.noPinTitle(operator.name)}>
          {texts.noPinText}
        </EmptyState>
      ) : (
        <PinQuestion
          operator={operator}
          takeEarly={takeEarly}
          submitLabel={texts.enter}
          onRight={() => enter(operator)}
        />
      )}
      <Button variant="quiet" icon={UsersRound} onClick={onBack} className="lg:hidden">
        {texts.back}
      </Button>
    </div>
  );
}

async function enter(operator: OperatorRow): Promise<void> {
  await writeSetting(lastOperator, operator.id);
  letIn(operator);
}
