import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { messages } from "../messages.ts";
import type { ListedProduct } from "./product-queries.ts";
import type { Chosen } from "./product-selection.tsx";
import { setStatus } from "./set-status.ts";

/** What can be done with the products that were chosen. */
export function BulkBar({
  chosen,
  onChosenChange,
}: {
  readonly chosen: Chosen;
  readonly onChosenChange: (chosen: Chosen) => void;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (status: ListedProduct["status"]) => setStatus([...chosen.values()], status),
    onSuccess: async ({ changed, failed }) => {
      await client.invalidateQueries({ queryKey: ["catalog"] });
      onChosenChange(new Map(failed.map((product) => [product.id, product])));
      if (changed > 0) showToast({ tone: "positive", title: texts.bulkChanged(changed, format.count(changed)) });
      if (failed.length > 0) {
        const count = failed.length;
        showToast({
          tone: "negative",
          title: texts.bulkFailed(count, format.count(count)),
          description: texts.bulkFailedText,
        });
      }
    },
  });
  if (chosen.size === 0) return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 rounded-surface border border-line bg-raised px-4 py-3">
      <p role="status" className="figures mr-auto text-base font-medium">
        {texts.chosen(chosen.size, format.count(chosen.size))}
      </p>
      <Button busy={change.isPending && change.variables === "active"} onClick={() => change.mutate("active")}>
        {texts.activate}
      </Button>
      <Button busy={change.isPending && change.variables === "inactive"} onClick={() => change.mutate("inactive")}>
        {texts.deactivate}
      </Button>
      <Button variant="quiet" onClick={() => onChosenChange(new Map())}>
        {texts.chooseNone}
      </Button>
    </div>
  );
}
