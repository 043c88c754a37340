import type { ImportOptions } from "@balcao/shared/catalog/import/contract";
import { useFormat } from "../../../../kernel/format.ts";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../../ui/button.tsx";
import { Progress } from "../../../../ui/progress.tsx";
import { Surface } from "../../../../ui/surface.tsx";
import { messages } from "./import-messages.ts";
import type { ImportStep } from "./send-import.ts";

const phases = { sending: "sending", reading: "readingRows", comparing: "comparing", writing: "writing" } as const;

export interface ImportProgressProps {
  readonly step: ImportStep;
  readonly mode: ImportOptions["mode"];
  readonly onCancel: () => void;
}

/** How far an import has come. A check can be left; an import that the server has begun, it ends. */
export function ImportProgress({ step, mode, onCancel }: ImportProgressProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const sending = step.phase === "sending";
  return (
    <Surface>
      <div className="grid gap-4 py-6">
        <Progress
          label={texts[phases[step.phase]]}
          value={sending ? step.part : null}
          text={sending ? format.percent(step.part) : texts.rows(step.rows, format.count(step.rows))}
        />
        <p className="text-base text-muted">{texts.keepOpen}</p>
        {sending || mode === "preview" ? (
          <div>
            <Button onClick={onCancel}>{texts.cancel}</Button>
          </div>
        ) : null}
      </div>
    </Surface>
  );
}
