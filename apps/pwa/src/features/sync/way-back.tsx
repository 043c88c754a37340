import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { letUpdateIn, useUpdateState } from "../../kernel/update/service-worker.ts";
import { Button } from "../../ui/button.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import type { ConnectionWord } from "./indicator.ts";
import { messages } from "./messages.ts";

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
