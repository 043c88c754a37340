import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useSetting, writeSetting } from "../../kernel/settings.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { messages } from "./counter-messages.ts";
import { lockAfterMinutes, lockChoices } from "./counter-settings.ts";

/** After how long without use this tablet asks for a PIN again. */
export function LockDialog({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  const minutes = useSetting(lockAfterMinutes);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.lockTitle}
      description={texts.lockAfterHint}
      closeLabel={texts.close}
    >
      <Segmented
        wide
        label={texts.lockAfter}
        value={String(minutes ?? lockAfterMinutes.otherwise)}
        onValueChange={(next) => void writeSetting(lockAfterMinutes, Number(next))}
        segments={lockChoices.map((choice) => ({ value: String(choice), label: texts.minutes(format.count(choice)) }))}
      />
    </Dialog>
  );
}
