import { foldText, matchesTokens, searchTokens } from "@balcao/shared/catalog/search-text";
import type { OperatorRow } from "@balcao/shared/identity/rows";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { cx } from "../../ui/cx.ts";
import { SearchInput } from "../../ui/search-input.tsx";
import { messages, roleNames } from "./counter-messages.ts";

/** With more operators than this a name is quicker typed than found. */
const manyOperators = 12;

export interface OperatorChoiceProps {
  readonly operators: readonly OperatorRow[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
  /** One below the other, where there is room for one beside something else. */
  readonly wide?: boolean | undefined;
}

/** The operators of the store as large buttons. */
export function OperatorChoice({ operators, chosenId, onChoose, wide = false }: OperatorChoiceProps) {
  const texts = useMessages(messages);
  const [query, setQuery] = useState("");
  const tokens = searchTokens(query);
  const found = operators.filter((operator) => matchesTokens(foldText(operator.name), tokens));
  return (
    <>
      {operators.length > manyOperators ? (
        <SearchInput label={texts.search} clearLabel={texts.clear} value={query} onValueChange={setQuery} />
      ) : null}
      <ul className={wide ? "grid gap-2" : "grid gap-2 sm:grid-cols-2"}>
        {found.map((operator) => (
          <li key={operator.id} className="grid">
            <OperatorButton operator={operator} chosen={operator.id === chosenId} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="text-base text-muted">{texts.nobodyFound}</p> : null}
    </>
  );
}

interface OperatorButtonProps {
  readonly operator: OperatorRow;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
}

function OperatorButton({ operator, chosen, onChoose }: OperatorButtonProps) {
  const texts = useMessages(messages);
  const roles = useMessages(roleNames);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChoose(operator.id)}
      className={cx(
        "flex min-h-18 items-center justify-between gap-3 rounded-surface border px-4 py-3 text-left select-none hover:bg-hover active:bg-pressed",
        chosen ? "border-accent bg-accent-soft" : "border-line bg-raised",
      )}
    >
      <span className="min-w-0">
        <span className="block truncate text-base font-medium">{operator.name}</span>
        <span className="block text-sm text-muted">{roles[operator.role]}</span>
      </span>
      {operator.pinHash === null ? (
        <span className="flex shrink-0 items-center gap-1.5 text-sm text-waiting">
          <KeyRound aria-hidden className="size-4" />
          {texts.noPin}
        </span>
      ) : null}
    </button>
  );
}
