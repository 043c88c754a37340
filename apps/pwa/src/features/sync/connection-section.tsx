import { Link } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { syncNow } from "../../kernel/sync/runtime.ts";
import { useSyncStatus } from "../../kernel/sync/use-sync-status.ts";
import { letUpdateIn, useUpdateState } from "../../kernel/update/service-worker.ts";
import { Button } from "../../ui/button.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { showToast } from "../../ui/toast.tsx";
import { connectionIcons, connectionText } from "./connection-look.ts";
import { type ConnectionWord, connectionOf, needsSomebody } from "./indicator.ts";
import { messages } from "./messages.ts";
import { useOutboxFacts } from "./use-outbox-facts.ts";

/** How the tablet stands with its server, in a sentence, and what can be done about it. */
export function ConnectionSection() {
  const texts = useMessages(messages);
  const connection = connectionOf(useSyncStatus());
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
        {needsSomebody(connection) ? <WayBack word={word} /> : <SendNow />}
      </div>
    </Surface>
  );
}

function SendNow() {
  const texts = useMessages(messages);
  const send = () => {
    syncNow();
    showToast({ title: texts.asked, tone: "info" });
  };
  const waits = (useOutboxFacts()?.waiting ?? 0) > 0;
  return (
    <Button icon={RefreshCw} onClick={send}>
      {waits ? texts.sendNow : texts.checkNow}
    </Button>
  );
}

/** What somebody has to do before the tablet and its server talk again. */
export function WayBack({ word }: { readonly word: ConnectionWord }) {
  const texts = useMessages(messages);
  if (word === "notEnrolled" || word === "revoked") {
    return (
      <Link to="/enrol" className={buttonClass()}>
        {texts.enrolAgain}
      </Link>
    );
  }
  return word === "blocked" ? <UpdateButton /> : <Button onClick={() => location.reload()}>{texts.reload}</Button>;
}

/** Lets a waiting version in; where none waits yet, a reload looks for one. */
function UpdateButton() {
  const texts = useMessages(messages);
  const [held, setHeld] = useState(false);
  const waits = useUpdateState() === "ready";
  const update = async () => {
    if (waits) setHeld(!(await letUpdateIn()));
    else location.reload();
  };
  return (
    <div className="grid gap-1">
      <Button onClick={() => void update()}>{texts.update}</Button>
      {held ? <p className="text-sm text-muted">{texts.updateHeld}</p> : null}
    </div>
  );
}
