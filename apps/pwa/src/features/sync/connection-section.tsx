import { RefreshCw } from "lucide-react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useSyncStatus } from "../../kernel/sync/use-sync-status.ts";
import { Button } from "../../ui/button.tsx";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { connectionIcons, connectionText } from "./connection-look.ts";
import { connectionOf, needsSomebody } from "./indicator.ts";
import { messages } from "./messages.ts";
import { type Asking, useAskServer } from "./use-ask-server.ts";
import { useOutboxFacts } from "./use-outbox-facts.ts";
import { WayBack } from "./way-back.tsx";

/** How the tablet stands with its server, in a sentence, and what can be done about it. */
export function ConnectionSection() {
  const texts = useMessages(messages);
  const status = useSyncStatus();
  const asking = useAskServer();
  // The engine may take minutes to hear what the server has just told.
  const connection = connectionOf(asking.refusal === null ? status : { ...status, ...asking.refusal });
  const { word, tone } = connection;
  return (
    <Surface>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 grow basis-80 justify-items-start gap-2" role="status">
          <Status tone={tone} icon={connectionIcons[word]} filled>
            {texts[word]}
          </Status>
          <p className="max-w-prose text-base">{texts[connectionText[word]]}</p>
        </div>
        {needsSomebody(connection) ? <WayBack word={word} /> : <SendNow asking={asking} />}
      </div>
    </Surface>
  );
}

function SendNow({ asking }: { readonly asking: Asking }) {
  const texts = useMessages(messages);
  const { ask, busy, answered } = asking;
  const waits = (useOutboxFacts()?.waiting ?? 0) > 0;
  return (
    <div className="grid justify-items-start gap-1">
      <Button icon={RefreshCw} busy={busy} onClick={() => ask()}>
        {waits ? texts.sendNow : texts.checkNow}
      </Button>
      <p role="status" className="text-sm text-muted">
        {answered === null || busy ? null : answered ? texts.answered : texts.noAnswer}
      </p>
    </div>
  );
}
