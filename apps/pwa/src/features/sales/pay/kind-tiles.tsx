import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { PaymentKind } from "@balcao/shared/sales/rows";
import { Banknote, CreditCard, type LucideIcon, QrCode } from "lucide-react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { messages } from "./messages.ts";

const kinds: readonly { readonly kind: PaymentKind; readonly icon: LucideIcon }[] = [
  { kind: "cash", icon: Banknote },
  { kind: "card", icon: CreditCard },
  { kind: "pix", icon: QrCode },
];

/** The kind so many tiles further, round and round. */
export function nextKind(kind: PaymentKind, by: 1 | -1): PaymentKind {
  const place = kinds.findIndex((one) => one.kind === kind);
  return kinds.at((place + by) % kinds.length)?.kind ?? kind;
}

export interface KindTilesProps {
  readonly kind: PaymentKind;
  readonly onKind: (kind: PaymentKind) => void;
  readonly disabled: boolean;
}

/** The kinds of payment as large tiles, one of which is chosen. */
export function KindTiles({ kind, onKind, disabled }: KindTilesProps) {
  const texts = useMessages(messages);
  return (
    <RadioGroup
      aria-label={texts.kind}
      value={kind}
      disabled={disabled}
      onValueChange={onKind}
      className="grid grid-cols-3 gap-2"
    >
      {kinds.map(({ kind: own, icon: Icon }) => (
        <Radio.Root
          key={own}
          value={own}
          className="flex min-h-16 flex-col items-center justify-center gap-1 rounded-surface border border-edge bg-raised px-2 text-lg font-medium select-none hover:bg-hover data-checked:border-2 data-checked:border-accent data-checked:bg-accent-soft data-checked:text-accent sm:min-h-20"
        >
          <Icon aria-hidden className="size-6" />
          {texts[own]}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
