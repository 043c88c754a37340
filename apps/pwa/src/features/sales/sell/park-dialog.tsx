import { type FormEvent, useState } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { showToast } from "../../../ui/toast.tsx";
import { parkCart } from "../cart/cart-store.ts";
import { messages } from "./messages.ts";

export interface ParkDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly operatorId: string;
  /** What it is called when nobody says otherwise: the customer's name. */
  readonly suggestion: string;
}

/** Puts the open cart aside under a name. */
export function ParkDialog({ open, onOpenChange, operatorId, suggestion }: ParkDialogProps) {
  const texts = useMessages(messages);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.parkTitle}
      description={texts.parkText}
      closeLabel={texts.close}
    >
      <ParkForm suggestion={suggestion} operatorId={operatorId} onParked={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ParkForm({
  suggestion,
  operatorId,
  onParked,
}: {
  readonly suggestion: string;
  readonly operatorId: string;
  readonly onParked: () => void;
}) {
  const texts = useMessages(messages);
  const [name, setName] = useState(suggestion);
  const park = async (event: FormEvent) => {
    event.preventDefault();
    await parkCart(name.trim() === "" ? null : name.trim(), operatorId);
    showToast({ title: texts.parkedDone, tone: "positive" });
    onParked();
  };
  return (
    <form className="grid gap-5" onSubmit={(event) => void park(event)}>
      <Field label={texts.parkName} note={texts.optional} hint={texts.parkNameHint}>
        <TextInput autoFocus value={name} onValueChange={setName} maxLength={60} />
      </Field>
      <Button type="submit" variant="primary" size="large" wide>
        {texts.park}
      </Button>
    </form>
  );
}
