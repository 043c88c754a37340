import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Progress } from "../../ui/progress.tsx";
import { hasOperators, readProgress } from "./local.ts";
import { messages } from "./messages.ts";

/** How much of the first copy is here, while it loads and people work already; before that it has a screen of its own. */
export function LoadStrip() {
  const texts = useMessages(messages);
  const format = useFormat();
  const progress = useLiveQuery(async () => ((await hasOperators()) ? readProgress() : []));
  const rows = progress?.reduce((sum, scope) => sum + scope.rows, 0) ?? 0;
  if (progress === undefined || rows === 0) return null;
  const done = progress.reduce((sum, scope) => sum + scope.rowsDone, 0);
  return (
    <div className="border-b border-line bg-surface px-4 py-2">
      <Progress
        label={texts.catalogRows}
        value={done / rows}
        text={texts.rowsOf(format.count(done), format.count(rows))}
      />
    </div>
  );
}
