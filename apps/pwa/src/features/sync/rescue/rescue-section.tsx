import { isErrorCode } from "@balcao/shared/errors/registry";
import { rescueExtension } from "@balcao/sync/rescue";
import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "dexie-react-hooks";
import { FileUp, LifeBuoy } from "lucide-react";
import { useRef } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { ProblemError, problemText } from "../../../kernel/problem.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { useAction } from "../../../kernel/use-action.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { buttonClass } from "../../../ui/button-class.ts";
import { Status } from "../../../ui/status.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { useOperator } from "../../identity/public.ts";
import { messages } from "./messages.ts";
import {
  forgetPassedFile,
  keepPassedFile,
  type PassedFile,
  readPassedFiles,
  settlePassedFile,
} from "./passed-local.ts";
import { readRescueFile } from "./read-file.ts";

/** The way out of this tablet, and the way in for what another one has left. */
export function RescueSection() {
  const texts = useMessages(messages);
  const operator = useOperator();
  const input = useRef<HTMLInputElement>(null);
  const take = useAction(async (file: File) => {
    if (operator === null) return;
    const kept = await keepPassedFile(await readRescueFile(file), operator.id);
    if (kept === null) throw new ProblemError({ kind: "refused", code: "RESCUE_UNREADABLE", details: {} });
  });
  const files = useLiveQuery(readPassedFiles) ?? [];
  return (
    <Surface title={texts.sectionTitle} description={texts.sectionText}>
      <div className="grid gap-4">
        <div className="flex flex-wrap gap-3">
          <Link to="/rescue" className={buttonClass()}>
            <LifeBuoy aria-hidden className="size-5" />
            {texts.rescueThis}
          </Link>
          <Button icon={FileUp} busy={take.busy} onClick={() => input.current?.click()}>
            {texts.passOn}
          </Button>
          <input
            ref={input}
            type="file"
            accept={`${rescueExtension},application/octet-stream`}
            tabIndex={-1}
            aria-hidden
            className="unseen"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) take.run(file);
              target.value = "";
            }}
          />
        </div>
        {take.error instanceof ProblemError ? <ProblemBanner problem={take.error.problem} /> : null}
        {take.error === null || take.error instanceof ProblemError ? null : (
          <Banner tone="negative" title={texts.notStored} />
        )}
        {files.length === 0 ? null : (
          <ul className="grid gap-3">
            {files.map((file) => (
              <li key={file.id}>
                <Passed file={file} operatorId={operator?.id ?? null} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Surface>
  );
}

function Passed({ file, operatorId }: { readonly file: PassedFile; readonly operatorId: string | null }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { id, head, state, text } = file;
  const { waiting } = head.counts;
  const again = () => void settlePassedFile(id, { state: "waiting", ...(operatorId !== null && { operatorId }) });
  return (
    <article className="grid gap-2 rounded-surface border border-line px-4 py-3">
      <h3 className="text-base font-medium">
        {texts.passedFrom(head.deviceCode, head.storeCode, format.dateTime(head.created))}
      </h3>
      <p className="text-sm text-muted">{texts.passedCount(format.count(waiting), waiting)}</p>
      <PassedState file={file} />
      {state === "waiting" ? null : (
        <div className="flex flex-wrap gap-2">
          {text === "" ? null : (
            <Button size="small" onClick={again}>
              {texts.again}
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={() => void forgetPassedFile(id)}>
            {texts.forget}
          </Button>
        </div>
      )}
    </article>
  );
}

function PassedState({ file: { state, code, applied, lacking } }: { readonly file: PassedFile }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { language } = usePreferences();
  if (state === "waiting") return <Status tone="waiting">{texts.passedWaiting}</Status>;
  if (state === "sent") {
    return (
      <>
        <Status tone="positive" sentence>
          {texts.passedSent(format.count(applied), applied)}
        </Status>
        {lacking === 0 ? null : (
          <Status tone="waiting" sentence>
            {texts.passedPart(format.count(lacking), lacking)}
          </Status>
        )}
      </>
    );
  }
  const why = code !== null && isErrorCode(code) ? code : "INTERNAL";
  const { title, action } = problemText({ kind: "refused", code: why, details: {} }, language);
  return (
    <Status tone="negative" sentence>
      {title} {action}
    </Status>
  );
}
