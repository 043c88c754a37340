import { mappingLacks } from "@balcao/shared/catalog/import/mapping";
import { FileSpreadsheet } from "lucide-react";
import { useFormat } from "../../../../kernel/format.ts";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { useUpdateHold } from "../../../../kernel/update/hold.ts";
import { Button } from "../../../../ui/button.tsx";
import { StatList } from "../../../../ui/stat-list.tsx";
import { Surface } from "../../../../ui/surface.tsx";
import { messages } from "./import-messages.ts";
import { MappingFields } from "./mapping-fields.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { ReadingOptions } from "./reading-options.tsx";
import { RefusedLines } from "./refused-lines.tsx";
import { reportStats } from "./report-stats.ts";
import { SampleTable } from "./sample-table.tsx";
import { useArrival } from "./use-arrival.ts";
import type { ImportWork, MapState } from "./use-import.ts";

export interface StepProps {
  readonly work: ImportWork;
  readonly state: MapState;
}

/** The file was chosen: what its columns are, how it is read, and what importing it would do. */
export function MappingStep({ work, state }: StepProps) {
  const texts = useMessages(messages);
  useUpdateHold(true);
  return (
    <>
      <ChosenFile work={work} state={state} />
      <ProfileSection work={work} state={state} />
      <Surface title={texts.mappingTitle} description={texts.mappingText}>
        <MappingFields
          header={state.head.header}
          mapping={state.mapping}
          onChange={(mapping) => work.change({ mapping })}
        />
      </Surface>
      <SampleTable head={state.head} mapping={state.mapping} />
      <Surface title={texts.optionsTitle}>
        <ReadingOptions work={work} state={state} />
      </Surface>
      <Preview work={work} state={state} />
    </>
  );
}

function ChosenFile({ work, state }: StepProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { file, header } = state.head;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-surface border border-line bg-surface px-4 py-3 sm:px-6">
      <FileSpreadsheet aria-hidden className="size-6 shrink-0 text-muted" />
      <div className="min-w-0 grow">
        <p className="truncate text-base font-medium">{file.name}</p>
        <p className="figures text-sm text-muted">
          {texts.fileFacts(format.bytes(file.size), format.count(header.length))}
        </p>
      </div>
      <Button onClick={work.startOver}>{texts.another}</Button>
    </div>
  );
}

/** What importing would do. When it comes it is brought into sight, and read: the button that asked for it is gone. */
function Preview({ work, state }: StepProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { preview, mapping } = state;
  const unusable = mappingLacks(mapping) !== null;
  const answer = useArrival<HTMLHeadingElement>(preview);
  if (preview === null) {
    return (
      <div className="flex justify-end">
        <Button variant="primary" disabled={unusable} onClick={() => void work.run("preview")}>
          {texts.check}
        </Button>
      </div>
    );
  }
  const writes = preview.added + preview.changed;
  const nothing = writes + preview.deactivated === 0;
  return (
    <>
      <section className="grid gap-3">
        <h2 ref={answer} tabIndex={-1} className="scroll-mt-6 text-lg font-semibold outline-none">
          {texts.previewTitle}
        </h2>
        <StatList stats={reportStats(preview, false, texts, format)} />
      </section>
      <RefusedLines report={preview} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={() => void work.run("preview")}>{texts.checkAgain}</Button>
        <Button variant="primary" disabled={nothing} onClick={() => void work.run("import")}>
          {nothing ? texts.nothingToDo : texts.importCount(writes, format.count(writes))}
        </Button>
      </div>
    </>
  );
}
