import { type FormEvent, type ReactNode, useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import type { Option } from "../../ui/option.ts";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { Store } from "../stores/public.ts";
import type { DeviceRow } from "./device-query.ts";
import { messages } from "./messages.ts";

export interface EnrolFacts {
  readonly storeId: string;
  readonly name: string;
  readonly deviceId?: string;
}

export interface EnrolFormProps {
  readonly stores: readonly Store[];
  /** Those it may be enrolled again as. */
  readonly devices: readonly DeviceRow[];
  readonly busy: boolean;
  readonly cancel: ReactNode;
  readonly onSubmit: (facts: EnrolFacts) => void;
}

const fresh = "new";

/** Store, name, and which earlier tablet this was, if any. */
export function EnrolForm({ stores, devices, busy, cancel, onSubmit }: EnrolFormProps) {
  const texts = useMessages(messages);
  const [storeId, setStoreId] = useState<string | null>(stores.length === 1 ? (stores[0]?.id ?? null) : null);
  const [name, setName] = useState("");
  const [earlier, setEarlier] = useState(fresh);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (storeId === null || name.trim() === "") return;
    onSubmit({ storeId, name: name.trim(), ...(earlier === fresh ? {} : { deviceId: earlier }) });
  };
  const chooseStore = (id: string) => {
    setStoreId(id);
    setEarlier(fresh);
  };
  const known = devices.filter((device) => device.storeId === storeId);
  if (stores.length === 0) return <p className="text-base text-muted">{texts.enrolNoStores}</p>;
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <Field label={texts.enrolStore} error={tried && storeId === null ? texts.enrolStoreMissing : undefined}>
        <Select
          value={storeId}
          onValueChange={chooseStore}
          placeholder={texts.enrolStorePlaceholder}
          options={stores.map((store) => ({ value: store.id, label: store.name, hint: `${store.code} · ${store.city}` }))}
        />
      </Field>
      <Field label={texts.enrolName} hint={texts.enrolNameHint} error={tried && name.trim() === "" ? texts.enrolNameMissing : undefined}>
        <TextInput value={name} onValueChange={setName} maxLength={60} />
      </Field>
      {known.length === 0 ? null : (
        <Field label={texts.enrolAgain} hint={texts.enrolAgainHint}>
          <Select value={earlier} onValueChange={setEarlier} options={[{ value: fresh, label: texts.enrolAgainNone }, ...known.map(deviceOption)]} />
        </Field>
      )}
      <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
        {cancel}
        <Button type="submit" variant="primary" busy={busy}>
          {texts.enrolSubmit}
        </Button>
      </div>
    </form>
  );
}

function deviceOption(device: DeviceRow): Option {
  return { value: device.id, label: device.name, hint: device.code };
}
