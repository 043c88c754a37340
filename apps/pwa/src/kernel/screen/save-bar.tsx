import { useBlocker } from "@tanstack/react-router";
import { CircleDot } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { useMessages } from "../i18n/use-messages.ts";
import { useUpdateHold } from "../update/hold.ts";
import { messages } from "./messages.ts";

export interface SaveBarProps {
  readonly dirty: boolean;
  readonly busy: boolean;
  /** Takes the changes back. Saving is the form's submit. */
  readonly onReset: () => void;
}

/** Changes that are not saved: says so at the bottom of the form, with the two ways out; and asks before they are left behind. */
export function SaveBar({ dirty, busy, onReset }: SaveBarProps) {
  const texts = useMessages(messages);
  useUpdateHold(dirty);
  return (
    <>
      <LeaveGuard dirty={dirty} />
      {dirty ? (
        <div className="sticky bottom-4 z-10 flex flex-wrap items-center justify-end gap-3 rounded-surface border border-line bg-raised px-4 py-3 shadow-popup">
          <p role="status" className="mr-auto flex items-center gap-2 text-base">
            <CircleDot aria-hidden className="size-5 text-waiting" />
            {texts.unsaved}
          </p>
          <Button disabled={busy} onClick={onReset}>
            {texts.discard}
          </Button>
          <Button type="submit" variant="primary" busy={busy}>
            {texts.save}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** Asks before changes that are not saved are left behind. */
export function LeaveGuard({ dirty }: { readonly dirty: boolean }) {
  const texts = useMessages(messages);
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true });
  return (
    <ConfirmDialog
      open={blocker.status === "blocked"}
      onOpenChange={(open) => {
        if (!open) blocker.reset?.();
      }}
      title={texts.leaveTitle}
      description={texts.leaveText}
      confirmLabel={texts.leave}
      cancelLabel={texts.stay}
      onConfirm={() => blocker.proceed?.()}
      danger
    />
  );
}
