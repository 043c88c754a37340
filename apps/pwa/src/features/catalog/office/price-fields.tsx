import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useCurrency } from "../../../kernel/session.ts";
import { Field } from "../../../ui/field.tsx";
import { MoneyInput } from "../../../ui/money-input.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { messages } from "../messages.ts";
import type { PriceFacts } from "./price-facts.ts";

export interface PriceFieldsProps {
  readonly facts: PriceFacts;
  readonly onChange: (changes: Partial<PriceFacts>) => void;
  readonly errorOf: (field: keyof PriceFacts) => string | undefined;
}

/** How much, whether it is an offer, and for how long. */
export function PriceFields({ facts, onChange, errorOf }: PriceFieldsProps) {
  const texts = useMessages(messages);
  const { locale } = useFormat();
  const currency = useCurrency();
  return (
    <>
      <Field label={texts.amount} error={errorOf("amount")}>
        <MoneyInput
          value={facts.amount}
          onValueChange={(amount) => onChange({ amount })}
          currency={currency}
          locale={locale}
          autoFocus
        />
      </Field>
      <Switch
        label={texts.isOffer}
        hint={texts.isOfferHint}
        checked={facts.isOffer}
        onCheckedChange={(isOffer) => onChange({ isOffer })}
      />
      {facts.isOffer ? (
        <Field label={texts.regular} error={errorOf("regular")}>
          <MoneyInput
            value={facts.regular}
            onValueChange={(regular) => onChange({ regular })}
            currency={currency}
            locale={locale}
          />
        </Field>
      ) : null}
      <Field label={texts.validFrom} note={texts.optional} error={errorOf("from")}>
        <TextInput type="datetime-local" value={facts.from} onValueChange={(from) => onChange({ from })} />
      </Field>
      <Field label={texts.validUntil} note={texts.optional} error={errorOf("until")}>
        <TextInput type="datetime-local" value={facts.until} onValueChange={(until) => onChange({ until })} />
      </Field>
    </>
  );
}
