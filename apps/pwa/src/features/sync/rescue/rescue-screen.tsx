import { Link } from "@tanstack/react-router";
import { Download, LifeBuoy, Share2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { download } from "../../../kernel/download.ts";
import { useFormat } from "../../../kernel/format.ts";
import { canShare, share } from "../../../kernel/hand-over.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import type { DeviceIdentity } from "@balcao/sync/client/ports";
import { NoRescueKeyError, readRescue, type Rescue, writeRescueFile } from "../../../kernel/sync/rescue.ts";
import { useAction } from "../../../kernel/use-action.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { buttonClass } from "../../../ui/button-class.ts";
import { FactList } from "../../../ui/fact-list.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { StatList } from "../../../ui/stat-list.tsx";
import { Status } from "../../../ui/status.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { messages } from "./messages.ts";

/**
 * What this tablet still has, and its way out of it in a file. It needs neither the database nor an operator: the file
 * opens on the server only, and a dying tablet asks for no PIN.
 */
export function RescueScreen({ brand }: { readonly brand: ReactNode }) {
  const texts = useMessages(messages);
  const [rescue, setRescue] = useState<Rescue | null>(null);
  const read = () => {
    setRescue(null);
    // It never fails: a place that does not read is told as lost.
    void readRescue().then(setRescue);
  };
  useEffect(read, []);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="px-6 py-5">{brand}</header>
      <main className="mx-auto flex w-full max-w-2xl grow flex-col gap-5 px-4 pb-16 sm:px-6">
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">{texts.title}</h1>
          <p className="mt-1 text-base text-muted">{texts.text}</p>
        </div>
        {rescue === null ? (
          <div role="status" aria-label={texts.reading}>
            <Skeleton className="h-56 w-full rounded-surface" />
          </div>
        ) : (
          <Found rescue={rescue} />
        )}
        <div className="flex flex-wrap gap-3">
          <Link to="/counter" className={buttonClass()}>
            {texts.back}
          </Link>
          <Button variant="quiet" busy={rescue === null} onClick={read}>
            {texts.reload}
          </Button>
        </div>
      </main>
    </div>
  );
}

function Found({ rescue }: { readonly rescue: Rescue }) {
  const texts = useMessages(messages);
  const { identity, entries, database, journal } = rescue;
  if (database === "lost" && journal === "lost") {
    return (
      <Banner tone="negative" title={texts.bothLostTitle}>
        {texts.bothLost}
      </Banner>
    );
  }
  if (identity === null) {
    return (
      <EmptyState icon={LifeBuoy} title={texts.noTablet}>
        {texts.noTabletText}
      </EmptyState>
    );
  }
  return (
    <>
      {database === "read" && journal === "read" ? null : (
        <Banner tone="waiting" title={texts.partTitle}>
          {database === "lost" ? texts.databaseLost : texts.journalLost}
        </Banner>
      )}
      <Contents rescue={rescue} identity={identity} />
      {entries.length === 0 ? (
        <EmptyState icon={LifeBuoy} title={texts.nothing}>
          {texts.nothingText}
        </EmptyState>
      ) : (
        <Export identity={identity} entries={entries} />
      )}
    </>
  );
}

function Contents({ rescue, identity }: { readonly rescue: Rescue; readonly identity: DeviceIdentity }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { counts, unreadable } = rescue;
  const state = (place: "read" | "lost", lacking = 0) => (
    <Status tone={place === "lost" ? "negative" : lacking > 0 ? "waiting" : "positive"} sentence>
      {lacking > 0 && place === "read" ? texts.unreadable(format.count(lacking)) : texts[place]}
    </Status>
  );
  return (
    <>
      <StatList
        stats={[
          {
            label: texts.waiting,
            value: format.count(counts.waiting),
            tone: counts.waiting === 0 ? "quiet" : "normal",
          },
          {
            label: texts.refused,
            value: format.count(counts.refused),
            tone: counts.refused === 0 ? "quiet" : "negative",
          },
          { label: texts.sent, value: format.count(counts.sent), tone: "quiet" },
        ]}
      />
      <Surface>
        <FactList
          facts={[
            { label: texts.tablet, value: identity.deviceCode },
            { label: identity.organizationName, value: texts.store(identity.storeCode) },
            { label: texts.database, value: state(rescue.database, unreadable) },
            { label: texts.journal, value: state(rescue.journal) },
          ]}
        />
      </Surface>
    </>
  );
}

function Export({ identity, entries }: { readonly identity: DeviceIdentity; readonly entries: Rescue["entries"] }) {
  const texts = useMessages(messages);
  const [done, setDone] = useState<string | null>(null);
  const take = useAction(async (way: "download" | "share") => {
    const { name, text } = await writeRescueFile(identity, entries);
    if (way === "download") download(name, "application/octet-stream", text);
    else if (!(await share(name, text))) return;
    setDone(name);
  });
  return (
    <Surface title={texts.steps}>
      <div className="grid gap-4">
        <ol className="grid list-decimal gap-2 pl-5 text-base">
          <li>{texts.step1}</li>
          <li>{texts.step2}</li>
          <li>{texts.step3}</li>
        </ol>
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" icon={Download} busy={take.busy} onClick={() => take.run("download")}>
            {texts.export}
          </Button>
          {canShare("balcao.txt") ? (
            <Button icon={Share2} busy={take.busy} onClick={() => take.run("share")}>
              {texts.share}
            </Button>
          ) : null}
        </div>
        {take.error === null ? null : (
          <Banner tone="negative" title={texts.failedTitle}>
            {take.error instanceof NoRescueKeyError ? texts.noKey : texts.failed}
          </Banner>
        )}
        {done === null ? null : (
          <Banner tone="positive" title={texts.exportedTitle}>
            {texts.exported(done)}
          </Banner>
        )}
      </div>
    </Surface>
  );
}
