import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../../kernel/problem.ts";
import { ProblemBanner } from "../../../kernel/screen/problem-state.tsx";
import { api } from "../../../kernel/trpc.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { messages } from "../messages.ts";
import type { ProductPrice } from "./product-queries.ts";

/** Asks once, then ends a price now. */
export function EndPrice({ price, onClose }: { readonly price: ProductPrice; readonly onClose: () => void }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => api.catalog.closePrice.mutate({ priceId: price.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["catalog"] });
      showToast({ tone: "neutral", title: texts.priceEnded });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={texts.endPriceTitle}
      description={texts.endPriceText}
      confirmLabel={texts.endPrice}
      cancelLabel={texts.cancel}
      danger
      busy={end.isPending}
      onConfirm={() => end.mutate()}
    >
      <div className="mt-4">
        <ProblemBanner problem={end.error === null ? null : toProblem(end.error)} />
      </div>
    </ConfirmDialog>
  );
}
