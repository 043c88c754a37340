import type { Role } from "@balcao/shared/identity/permissions";
import type { OperatorRow } from "@balcao/shared/identity/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { UserRoundX } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Chip } from "../../ui/chip.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { approveMessages } from "./approve-messages.ts";
import { listOperators } from "./local.ts";
import { OperatorChoice } from "./operator-choice.tsx";
import { PinQuestion } from "./pin-question.tsx";

/** Who let something pass, why and when (ISO 8601, the tablet's clock). */
export interface Approval {
  readonly approverId: string;
  readonly role: Role;
  readonly reason: string;
  readonly at: string;
}

export interface ApproveDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** What is to be approved, in a sentence. */
  readonly what: string;
  /** Reasons that are often given, one tap each. */
  readonly reasons: readonly string[];
  /** Whose PIN will do. */
  readonly may: (role: Role) => boolean;
  readonly onApproved: (approval: Approval) => void;
}

/** Lets somebody else approve what the operator may not do: reason, name and PIN, with or without a network. */
export function ApproveDialog({ open, onOpenChange, what, ...rest }: ApproveDialogProps) {
  const texts = useMessages(approveMessages);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.title}
      description={what}
      closeLabel={texts.close}
      width="wide"
    >
      <Approve {...rest} />
    </Dialog>
  );
}

function Approve({ reasons, may, onApproved }: Pick<ApproveDialogProps, "reasons" | "may" | "onApproved">) {
  const texts = useMessages(approveMessages);
  const [reason, setReason] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const operators = useLiveQuery(listOperators);
  if (operators === undefined) return null;
  const approvers = operators.filter(({ role, pinHash }) => pinHash !== null && may(role));
  if (approvers.length === 0) {
    return (
      <EmptyState icon={UserRoundX} title={texts.nobodyTitle}>
        {texts.nobodyText}
      </EmptyState>
    );
  }
  const chosen = approvers.find(({ id }) => id === (chosenId ?? (approvers.length === 1 ? approvers[0]?.id : null)));
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      <div className="grid content-start gap-6">
        <Reason reason={reason} reasons={reasons} onReason={setReason} />
        <div className="grid gap-2">
          <h3 className="text-sm font-medium">{texts.who}</h3>
          <OperatorChoice operators={approvers} chosenId={chosen?.id ?? null} onChoose={setChosenId} wide />
        </div>
      </div>
      <div className="grid content-start justify-items-center">
        {chosen === undefined || reason.trim() === "" ? (
          <p className="py-6 text-center text-base text-muted">{texts.first}</p>
        ) : (
          <PinQuestion
            key={chosen.id}
            operator={chosen}
            takeEarly={nothing}
            submitLabel={texts.approve}
            onRight={() => onApproved(approvalBy(chosen, reason.trim()))}
          />
        )}
      </div>
    </div>
  );
}

const nothing = () => "";

function approvalBy({ id, role }: OperatorRow, reason: string): Approval {
  return { approverId: id, role, reason, at: new Date().toISOString() };
}

/** Enter ends the reason: the digits that follow are the PIN's. */
function leaveOnEnter({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): void {
  if (key === "Enter") currentTarget.blur();
}

interface ReasonProps {
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly onReason: (reason: string) => void;
}

function Reason({ reason, reasons, onReason }: ReasonProps) {
  const texts = useMessages(approveMessages);
  return (
    <div className="grid gap-2">
      <Field label={texts.reason}>
        <TextInput value={reason} onValueChange={onReason} onKeyDown={leaveOnEnter} maxLength={200} />
      </Field>
      <div className="flex flex-wrap gap-2">
        {reasons.map((one) => (
          <Chip key={one} pressed={one === reason} onPressedChange={(pressed) => onReason(pressed ? one : "")}>
            {one}
          </Chip>
        ))}
      </div>
    </div>
  );
}
