import { countOutcomes, type RescueReport } from "@balcao/shared/sync/rescue-report";
import { rescueExtension } from "@balcao/sync/rescue";
import { useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../../kernel/problem.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { api } from "../../../kernel/trpc.ts";
import { useAction } from "../../../kernel/use-action.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { FileDrop } from "../../../ui/file-drop.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { StatList } from "../../../ui/stat-list.tsx";
import { messages } from "./import-messages.ts";
import { readRescueFile } from "./read-file.ts";
import { RescueContents } from "./rescue-contents.tsx";
import { RescueLines } from "./rescue-lines.tsx";

interface Chosen {
  readonly file: string;
  readonly report: RescueReport;
  readonly imported: boolean;
}

/** Alone in its request: a file does not fit beside other calls. */
const alone = { context: { alone: true } };

/** The back office takes what a dying tablet has left: choose the file, see what it holds, import it. */
export function RescueImportScreen() {
  const texts = useMessages(messages);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const open = useAction(async (given: File) => {
    const file = await readRescueFile(given);
    setChosen({ file, report: await api.sync.inspectRescue.mutate({ file }, alone), imported: false });
  });
  const take = useAction(async (file: string) => {
    setChosen({ file, report: await api.sync.importRescue.mutate({ file }, alone), imported: true });
  });
  const error = open.error ?? take.error;
  return (
    <Page shape="form">
      <PageHeader title={texts.title} description={texts.text} breadcrumbsLabel={texts.breadcrumbs} />
      <ProblemBanner problem={error === null ? null : toProblem(error)} />
      {chosen === null ? (
        <FileDrop
          title={texts.drop}
          text={texts.accepted}
          chooseLabel={texts.choose}
          accept={`${rescueExtension},application/octet-stream`}
          busy={open.busy}
          onFile={open.run}
        />
      ) : (
        <>
          {chosen.imported ? <Done report={chosen.report} /> : null}
          <RescueContents report={chosen.report} />
          <RescueLines report={chosen.report} />
          <Steps chosen={chosen} busy={take.busy} onImport={take.run} onAnother={() => setChosen(null)} />
        </>
      )}
    </Page>
  );
}

interface StepsProps {
  readonly chosen: Chosen;
  readonly busy: boolean;
  readonly onImport: (file: string) => void;
  readonly onAnother: () => void;
}

function Steps({ chosen: { file, report, imported }, busy, onImport, onAnother }: StepsProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const count = countOutcomes(report.lines).new;
  return (
    <div className="flex flex-wrap justify-end gap-3">
      <Button onClick={onAnother}>{texts.another}</Button>
      {imported ? null : (
        <Button variant={count > 0 ? "primary" : undefined} busy={busy} onClick={() => setAsking(true)}>
          {count > 0 ? texts.import(format.count(count), count) : texts.importAnyway}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.confirmTitle}
        description={texts.confirmText}
        confirmLabel={texts.confirm}
        cancelLabel={texts.cancel}
        onConfirm={() => {
          setAsking(false);
          onImport(file);
        }}
      />
    </div>
  );
}

function Done({ report }: { readonly report: RescueReport }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const counts = countOutcomes(report.lines);
  const took = counts.applied + counts["applied-with-exceptions"];
  const stat = (label: string, value: number, tone: "normal" | "negative" = "normal") => ({
    label,
    value: format.count(value),
    tone: value === 0 ? ("quiet" as const) : tone,
  });
  return (
    <>
      <Banner tone="positive" title={texts.doneTitle}>
        {took + counts.rejected + counts.later === 0 ? texts.doneNone : texts.done}
        {counts.later > 0 ? ` ${texts.laterText}` : null}
      </Banner>
      <StatList
        stats={[
          stat(texts.applied, counts.applied),
          stat(texts.exceptions, counts["applied-with-exceptions"]),
          stat(texts.known, counts.known),
          stat(texts.rejected, counts.rejected, "negative"),
          stat(texts.later, counts.later),
        ]}
      />
    </>
  );
}
