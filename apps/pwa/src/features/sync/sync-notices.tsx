import { useLocation } from "@tanstack/react-router";
import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { type SettingKind, useSetting, writeSetting } from "../../kernel/settings.ts";
import { useSyncStatus } from "../../kernel/sync/use-sync-status.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useOperator } from "../identity/public.ts";
import { connectionText } from "./connection-look.ts";
import { connectionOf, needsSomebody } from "./indicator.ts";
import { readFact } from "./local.ts";
import { LoadStrip } from "./load-strip.tsx";
import { messages } from "./messages.ts";
import { usePassOn } from "./rescue/pass-on.ts";
import { StorageNotice } from "./storage-warnings.tsx";
import { WayBack } from "./way-back.tsx";

/** What everybody at the counter should know about the sync, under the top bar; nothing when all is well. */
export function SyncNotices() {
  // Where the connection is explained at length, saying it twice helps nobody.
  const atList = useLocation().pathname === "/counter/sync";
  const explained = useOperator() !== null && atList;
  usePassOn();
  return (
    <>
      <StorageNotice explained={explained} />
      {explained ? null : <ConnectionNotice />}
      <RebuiltNotice />
      <LoadStrip />
    </>
  );
}

function ConnectionNotice() {
  const texts = useMessages(messages);
  const connection = connectionOf(useSyncStatus());
  const { word } = connection;
  if (!needsSomebody(connection)) return null;
  return (
    <Banner tone="waiting" flush title={texts[word]} actions={<WayBack word={word} />}>
      {texts[connectionText[word]]}
    </Banner>
  );
}

/** When the last rebuilding that a person has been told about happened. */
const toldRebuilt: SettingKind<string> = {
  key: "sync.told-rebuilt",
  accepts: (value): value is string => typeof value === "string",
  otherwise: "",
};

function RebuiltNotice() {
  const texts = useMessages(messages);
  const format = useFormat();
  const rebuiltAt = useLiveQuery(() => readFact("rebuiltAt"));
  const told = useSetting(toldRebuilt);
  if (rebuiltAt == null || told === undefined || told === rebuiltAt) return null;
  return (
    <Banner
      tone="info"
      flush
      title={texts.rebuiltTitle}
      actions={<Button onClick={() => void writeSetting(toldRebuilt, rebuiltAt)}>{texts.understood}</Button>}
    >
      {texts.rebuiltText(format.dateTime(rebuiltAt))}
    </Banner>
  );
}
