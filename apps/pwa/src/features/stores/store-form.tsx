import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { Field } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Surface } from "../../ui/surface.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { messages } from "./messages.ts";
import type { StoreFacts } from "./store-facts.ts";

export interface StoreFormProps {
  readonly facts: StoreFacts;
  readonly onChange: (changes: Partial<StoreFacts>) => void;
  /** What is wrong with a field, in words. */
  readonly errorOf: (field: keyof StoreFacts) => string | undefined;
}

/** The fields of a store. */
export function StoreForm(props: StoreFormProps) {
  return (
    <>
      <PlaceFields {...props} />
      <PixFields {...props} />
      <ScaleFields {...props} />
    </>
  );
}

function PlaceFields({ facts, onChange, errorOf }: StoreFormProps) {
  const texts = useMessages(messages);
  return (
    <Surface title={texts.placeTitle}>
      <div className="grid gap-5">
        <Field label={texts.name} error={errorOf("name")}>
          <TextInput value={facts.name} onValueChange={(name) => onChange({ name })} maxLength={80} />
        </Field>
        <Field label={texts.code} hint={texts.codeHint} error={errorOf("code")}>
          <TextInput
            figures
            value={facts.code}
            onValueChange={(code) => onChange({ code: code.toUpperCase() })}
            maxLength={8}
            className="max-w-40"
          />
        </Field>
        <Field label={texts.kind}>
          <Segmented
            label={texts.kind}
            value={facts.kind}
            onValueChange={(kind) => onChange({ kind })}
            segments={[
              { value: "shop", label: texts.shop },
              { value: "distribution-centre", label: texts.distributionCentre },
            ]}
          />
        </Field>
        <Field label={texts.city} error={errorOf("city")}>
          <TextInput value={facts.city} onValueChange={(city) => onChange({ city })} maxLength={60} />
        </Field>
        <TimeZoneField facts={facts} onChange={onChange} errorOf={errorOf} />
      </div>
    </Surface>
  );
}

function TimeZoneField({ facts, onChange, errorOf }: StoreFormProps) {
  const texts = useMessages(messages);
  const zones = Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  return (
    <Field label={texts.timeZone} error={errorOf("timeZone")}>
      <Combobox
        options={zones}
        value={facts.timeZone}
        onValueChange={(timeZone) => onChange({ timeZone: timeZone ?? facts.timeZone })}
        openLabel={texts.openList}
        emptyText={texts.noTimeZone}
      />
    </Field>
  );
}

function PixFields({ facts, onChange, errorOf }: StoreFormProps) {
  const texts = useMessages(messages);
  return (
    <Surface title={texts.pix} description={texts.pixText}>
      <div className="grid gap-5">
        <Field label={texts.pixKey} note={texts.optional} hint={texts.pixKeyHint} error={errorOf("pixKey")}>
          <TextInput
            value={facts.pixKey}
            onValueChange={(pixKey) => onChange({ pixKey })}
            maxLength={100}
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <Field label={texts.pixMerchant} hint={texts.pixMerchantHint} error={errorOf("pixMerchantName")}>
          <TextInput
            value={facts.pixMerchantName}
            onValueChange={(pixMerchantName) => onChange({ pixMerchantName })}
            maxLength={25}
          />
        </Field>
      </div>
    </Surface>
  );
}

function ScaleFields({ facts, onChange }: StoreFormProps) {
  const texts = useMessages(messages);
  return (
    <Surface title={texts.scale} description={texts.scaleText}>
      <Field label={texts.scaleCarries}>
        <Segmented
          label={texts.scaleCarries}
          value={facts.scaleBarcode}
          onValueChange={(scaleBarcode) => onChange({ scaleBarcode })}
          segments={[
            { value: "weight", label: texts.weight },
            { value: "price", label: texts.price },
            { value: "none", label: texts.none },
          ]}
        />
      </Field>
    </Surface>
  );
}
