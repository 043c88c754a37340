import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../kernel/preferences.ts";
import { problemText, toProblem } from "../../kernel/problem.ts";
import { api } from "../../kernel/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Surface } from "../../ui/surface.tsx";
import { showToast } from "../../ui/toast.tsx";
import { NewPinPad } from "./new-pin-pad.tsx";
import { messages } from "./office-messages.ts";
import { PinStatus } from "./operator-columns.tsx";
import { type OperatorItem, operatorsQuery } from "./operator-query.ts";

/** Whether the operator has a PIN, and the way to give one. */
export function PinSection({ operator }: { readonly operator: OperatorItem }) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const save = useMutation({
    mutationFn: (pin: string) => api.identity.setPin.mutate({ operatorId: operator.id, pin }),
    onSuccess: async () => {
      await client.invalidateQueries(operatorsQuery);
      setOpen(false);
      showToast({ tone: "positive", title: texts.pinSaved(operator.name) });
    },
  });
  const problem = save.error === null ? null : problemText(toProblem(save.error), language);
  const act = operator.hasPin ? texts.changePin : texts.setPin;
  return (
    <Surface title={texts.pin} description={texts.pinText}>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PinStatus operator={operator} />
        <Button icon={KeyRound} variant={operator.hasPin ? "secondary" : "primary"} onClick={() => setOpen(true)}>
          {act}
        </Button>
      </div>
      <Dialog open={open} onOpenChange={setOpen} title={act} description={operator.name} closeLabel={texts.close}>
        <NewPinPad
          busy={save.isPending}
          error={problem === null ? undefined : `${problem.title} ${problem.action}`}
          onPin={save.mutate}
        />
      </Dialog>
    </Surface>
  );
}
