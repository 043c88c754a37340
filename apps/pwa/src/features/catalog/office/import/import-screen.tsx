import { Link } from "@tanstack/react-router";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../../../kernel/screen/problem-state.tsx";
import { FileDrop } from "../../../../ui/file-drop.tsx";
import { Page } from "../../../../ui/page.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { messages as productMessages } from "../../messages.ts";
import { messages } from "./import-messages.ts";
import { ImportProgress } from "./import-progress.tsx";
import { ImportResult } from "./import-result.tsx";
import { MappingStep } from "./mapping-step.tsx";
import { useImport } from "./use-import.ts";

/** A file becomes products: choose it, say what its columns are, see what would happen, let it happen. */
export function ImportScreen() {
  const texts = useMessages(messages);
  const products = useMessages(productMessages);
  const work = useImport();
  return (
    <Page>
      <PageHeader
        title={texts.title}
        description={texts.text}
        breadcrumbsLabel={texts.breadcrumbs}
        breadcrumbs={[{ key: "products", link: <Link to="/office/products">{products.title}</Link> }]}
      />
      <ProblemBanner problem={work.problem} />
      {work.state.at === "choose" ? (
        <FileDrop
          title={texts.drop}
          text={texts.accepted}
          chooseLabel={texts.choose}
          accept=".csv,.txt,.tsv,.gz,text/csv,text/plain,application/gzip,application/x-gzip"
          busy={work.opening}
          onFile={(file) => void work.open(file)}
        />
      ) : null}
      {work.state.at === "map" ? <MappingStep key={work.state.head.file.name} work={work} state={work.state} /> : null}
      {work.state.at === "run" ? (
        <ImportProgress step={work.state.step} mode={work.state.mode} onCancel={work.cancel} />
      ) : null}
      {work.state.at === "done" ? <ImportResult report={work.state.report} onAnother={work.startOver} /> : null}
    </Page>
  );
}
