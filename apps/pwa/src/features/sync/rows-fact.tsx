import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { checkRows } from "../../kernel/sync/runtime.ts";
import { useNow } from "../../kernel/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { Status } from "../../ui/status.tsx";
import { showToast } from "../../ui/toast.tsx";
import { Fact } from "./fact.tsx";
import { readRowsCheck } from "./local.ts";
import { messages } from "./messages.ts";

/** Whether the rows on this tablet are what the server said, when they were last looked through, and a way to do it now. */
export function RowsFact() {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  const check = useLiveQuery(readRowsCheck);
  const look = () => {
    checkRows();
    showToast({ title: texts.rowsAsked, tone: "info" });
  };
  const healed = check?.healedAt ?? null;
  return (
    <Fact label={texts.rows}>
      <span className="grid justify-items-start gap-2">
        {check === undefined ? (
          "…"
        ) : check.state === "never" ? (
          texts.rowsNever
        ) : (
          <Status tone={check.state === "sound" ? "positive" : "waiting"} sentence>
            {check.state === "sound" ? texts.rowsSound(format.age(check.at, now)) : texts[check.state]}
          </Status>
        )}
        {healed === null ? null : (
          <span className="text-sm text-muted">{texts.rowsHealed(format.age(healed, now))}</span>
        )}
        <Button size="small" onClick={look}>
          {texts.rowsCheck}
        </Button>
      </span>
    </Fact>
  );
}
