import { Link } from "@tanstack/react-router";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { messages } from "./office-messages.ts";

/** How another device becomes a tablet: an address, and what to do there. */
export function EnrolSteps({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const texts = useMessages(messages);
  const address = `${location.origin}/enrol`;
  const steps = [texts.enrolStep1, texts.enrolStep2, texts.enrolStep3];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.enrolStepsTitle}
      closeLabel={texts.close}
      actions={
        <Link to="/enrol" className={buttonClass()}>
          {texts.enrolThis}
        </Link>
      }
    >
      <div className="grid justify-items-center gap-3">
        <QrCode content={address} label={texts.enrolQr} className="size-44 rounded-control border border-line" />
        <p className="figures text-base font-medium break-all select-all">{address}</p>
      </div>
      <ol className="mt-5 grid gap-3">
        {steps.map((step, position) => (
          <li key={step} className="flex gap-3 text-base">
            <span className="figures flex size-6 shrink-0 items-center justify-center rounded-full bg-hover text-sm font-medium">
              {position + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
