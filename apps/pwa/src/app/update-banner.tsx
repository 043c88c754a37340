import { useState } from "react";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { letUpdateIn, useUpdateState } from "../kernel/update/service-worker.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { messages } from "./messages.ts";

/** Says quietly that a newer version waits; it comes in by a press, never in the middle of a sale. */
export function UpdateBanner() {
  const texts = useMessages(messages);
  const state = useUpdateState();
  const [refused, setRefused] = useState(false);
  if (state === "current") return null;
  const update = async () => setRefused(!(await letUpdateIn()));
  return (
    <Banner
      tone="info"
      flush
      title={texts.updateReady}
      actions={<Button onClick={() => void update()}>{texts.updateNow}</Button>}
    >
      {refused ? texts.updateHeldText : texts.updateReadyText}
    </Banner>
  );
}
