import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Kbd } from "./kbd.tsx";
import { messages } from "./messages.ts";

/** The one way forward. It stands in the same place whether or not there is anything to pay. */
export function PayButton({
  disabled,
  onPay,
  className,
}: {
  readonly disabled: boolean;
  readonly onPay: () => void;
  readonly className?: string;
}) {
  const texts = useMessages(messages);
  return (
    <Button
      variant="primary"
      size="large"
      wide
      disabled={disabled}
      onClick={onPay}
      className={`text-xl ${className ?? ""}`}
    >
      {texts.pay}
      <Kbd name="F4" />
    </Button>
  );
}
