import type { ImportReport } from "@balcao/shared/catalog/import/report";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../../../kernel/format.ts";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { Banner } from "../../../../ui/banner.tsx";
import { Button } from "../../../../ui/button.tsx";
import { buttonClass } from "../../../../ui/button-class.ts";
import { StatList } from "../../../../ui/stat-list.tsx";
import { messages } from "./import-messages.ts";
import { RefusedLines } from "./refused-lines.tsx";
import { reportStats } from "./report-stats.ts";
import { useArrival } from "./use-arrival.ts";

/** What an import did. */
export function ImportResult({ report, onAnother }: { readonly report: ImportReport; readonly onAnother: () => void }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const banner = useArrival<HTMLDivElement>(report);
  return (
    <>
      <div ref={banner} tabIndex={-1} className="outline-none">
        <Banner tone="positive" title={texts.resultTitle}>
          {texts.resultText}
        </Banner>
      </div>
      <StatList stats={reportStats(report, true, texts, format)} />
      <RefusedLines report={report} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onAnother}>{texts.importAnother}</Button>
        <Link to="/office/products" className={buttonClass({ variant: "primary" })}>
          {texts.seeProducts}
        </Link>
      </div>
    </>
  );
}
