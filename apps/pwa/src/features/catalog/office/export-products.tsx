import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import { download } from "../../../kernel/download.ts";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { toProblem } from "../../../kernel/problem.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { messages } from "../messages.ts";
import { fetchAllProducts } from "./fetch-all-products.ts";
import type { ProductSearch } from "./product-search.ts";
import { productsCsv } from "./products-csv.ts";

/** Hands over every product that matches, loaded or not, as a CSV file. */
export function ExportProducts({ search, matches }: { readonly search: ProductSearch; readonly matches: number }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { language } = usePreferences();
  const [loaded, setLoaded] = useState(0);
  const running = useRef<AbortController>(undefined);
  const work = useMutation({
    mutationFn: async () => {
      setLoaded(0);
      running.current = new AbortController();
      const products = await fetchAllProducts(search, running.current.signal, setLoaded);
      download(texts.exportName, "text/csv;charset=utf-8", productsCsv(products, language));
    },
  });
  const stop = () => {
    running.current?.abort();
    work.reset();
  };
  const problem = work.error === null ? null : toProblem(work.error);
  return (
    <>
      <Button icon={Download} disabled={matches === 0} onClick={() => work.mutate()}>
        {texts.exportFile}
      </Button>
      <Dialog
        open={work.isPending || problem !== null}
        onOpenChange={(open) => {
          if (!open) stop();
        }}
        title={texts.exportTitle}
        closeLabel={texts.cancel}
        actions={<Button onClick={stop}>{texts.cancel}</Button>}
      >
        <ProblemBanner problem={problem} />
        {problem === null ? (
          <Progress
            label={texts.exportTitle}
            value={matches === 0 ? 0 : Math.min(1, loaded / matches)}
            text={texts.exportProgress(format.count(loaded), format.count(matches))}
          />
        ) : null}
      </Dialog>
    </>
  );
}
