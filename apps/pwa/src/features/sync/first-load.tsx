import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "dexie-react-hooks";
import { UsersRound } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { syncNow } from "../../kernel/sync/runtime.ts";
import { useSyncStatus } from "../../kernel/sync/use-sync-status.ts";
import { Button } from "../../ui/button.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { Progress } from "../../ui/progress.tsx";
import { EmptyState, OfflineState } from "../../ui/screen-state.tsx";
import { readFact, readProgress } from "./local.ts";
import { messages } from "./messages.ts";

/** In place of the operators while there are none: the first copy is on its way, cannot come, or brought nobody. */
export function FirstLoad() {
  const texts = useMessages(messages);
  const { connectivity } = useSyncStatus();
  const facts = useLiveQuery(async () => ({ cursor: await readFact("cursor"), progress: await readProgress() }));
  if (facts === undefined) return null;
  if (facts.cursor !== null) return <NobodyHere />;
  if (connectivity === "offline") {
    return (
      <OfflineState title={texts.firstTitle} action={<Button onClick={syncNow}>{texts.retry}</Button>}>
        {texts.firstOffline}
      </OfflineState>
    );
  }
  return (
    <Arriving
      rows={facts.progress.reduce((sum, scope) => sum + scope.rows, 0)}
      done={facts.progress.reduce((sum, scope) => sum + scope.rowsDone, 0)}
    />
  );
}

function Arriving({ rows, done }: { readonly rows: number; readonly done: number }) {
  const texts = useMessages(messages);
  const format = useFormat();
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-6 py-12">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{texts.firstTitle}</h1>
        <p className="mt-1 text-base text-muted">{texts.firstText}</p>
      </div>
      <Progress
        label={texts.firstRows}
        value={rows === 0 ? null : done / rows}
        text={rows === 0 ? undefined : texts.rowsOf(format.count(done), format.count(rows))}
      />
    </div>
  );
}

function NobodyHere() {
  const texts = useMessages(messages);
  const office = (
    <Link to="/office" className={buttonClass()}>
      {texts.openOffice}
    </Link>
  );
  return (
    <EmptyState icon={UsersRound} title={texts.noOperators} action={office}>
      {texts.noOperatorsText}
    </EmptyState>
  );
}
