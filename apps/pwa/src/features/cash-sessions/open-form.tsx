import { cents } from "@balcao/shared/kernel/money";
import { type FormEvent, useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import { useAction } from "../../kernel/use-action.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { MoneyInput } from "../../ui/money-input.tsx";
import type { Operator } from "../identity/public.ts";
import { openCashSession } from "./commands.ts";
import { messages } from "./messages.ts";
import { NotStored } from "./not-stored.tsx";
import { OthersOpen } from "./others-open.tsx";

/** Opens the drawer of an operator: what is in it. */
export function OpenForm({ operator, deviceId }: { readonly operator: Operator; readonly deviceId: string }) {
  const texts = useMessages(messages);
  const { locale } = useFormat();
  const currency = useStoreCurrency();
  const [float, setFloat] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const opening = useAction(async (amount: number) => {
    await openCashSession(operator.id, cents(amount));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (float !== null) opening.run(float);
  };
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-10 sm:px-6">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{texts.openTitle}</h1>
        <p className="mt-1 text-base text-muted">{texts.openText}</p>
      </div>
      <OthersOpen deviceId={deviceId} operator={operator} />
      <NotStored error={opening.error} />
      <form noValidate onSubmit={submit} className="grid gap-5">
        <Field label={texts.float} error={tried && float === null ? texts.floatMissing : undefined}>
          <MoneyInput
            autoFocus
            value={float}
            onValueChange={setFloat}
            currency={currency}
            locale={locale}
            className="min-h-16 text-2xl! font-semibold"
          />
        </Field>
        <Button type="submit" variant="primary" size="large" wide busy={opening.busy}>
          {texts.open}
        </Button>
      </form>
    </div>
  );
}
