import type { DeviceIdentity } from "@balcao/sync/client/ports";
import { type ReactNode, useState } from "react";
import { useForm } from "../../kernel/form.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import type { Option } from "../../ui/option.ts";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import type { Store } from "../stores/public.ts";
import type { DeviceRow } from "./device-query.ts";
import { messages as counterMessages } from "./counter-messages.ts";
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
  /** Which of the chain's tablets this browser is already; it stays that one. */
  readonly own: DeviceIdentity | null;
  readonly busy: boolean;
  readonly cancel: ReactNode;
  readonly onSubmit: (facts: EnrolFacts) => void;
}

const fresh = "new";

/** Store, name, and which earlier tablet this was, if any. */
export function EnrolForm({ stores, devices, own, busy, cancel, onSubmit }: EnrolFormProps) {
  const texts = useMessages(messages);
  const [storeId, setStoreId] = useState<string | null>(
    own?.storeId ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null),
  );
  const [name, setName] = useState(devices.find((device) => device.id === own?.deviceId)?.name ?? "");
  const [earlier, setEarlier] = useState(fresh);
  const faults: Partial<Record<"store" | "name", "enrolStoreMissing" | "enrolNameMissing">> = {
    ...(storeId === null ? { store: "enrolStoreMissing" } : {}),
    ...(name.trim() === "" ? { name: "enrolNameMissing" } : {}),
  };
  const submit = () => {
    if (storeId !== null) onSubmit({ storeId, name: name.trim(), ...(earlier === fresh ? {} : { deviceId: earlier }) });
  };
  const form = useForm({ facts: { store: storeId, name }, faults, texts, error: null, submit });
  const chooseStore = (id: string) => {
    setStoreId(id);
    setEarlier(fresh);
  };
  const known = devices.filter((device) => device.storeId === storeId);
  if (stores.length === 0) return <p className="text-base text-muted">{texts.enrolNoStores}</p>;
  return (
    <form {...form.props} className="grid gap-5">
      <Field label={texts.enrolStore} error={form.errorOf("store")}>
        <Select
          value={storeId}
          onValueChange={chooseStore}
          placeholder={texts.enrolStorePlaceholder}
          options={stores.map((store) => ({
            value: store.id,
            label: store.name,
            hint: `${store.code} · ${store.city}`,
          }))}
        />
      </Field>
      <Field label={texts.enrolName} hint={texts.enrolNameHint} error={form.errorOf("name")}>
        <TextInput value={name} onValueChange={setName} maxLength={60} />
      </Field>
      {own === null ? null : <SameDevice code={own.deviceCode} />}
      {own !== null || known.length === 0 ? null : (
        <Field label={texts.enrolAgain} hint={texts.enrolAgainHint}>
          <Select
            value={earlier}
            onValueChange={setEarlier}
            options={[{ value: fresh, label: texts.enrolAgainNone }, ...known.map(deviceOption)]}
          />
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

function SameDevice({ code }: { readonly code: string }) {
  const texts = useMessages(counterMessages);
  return <p className="rounded-surface bg-info-soft px-4 py-3 text-base">{texts.sameDevice(code)}</p>;
}

function deviceOption(device: DeviceRow): Option {
  return { value: device.id, label: device.name, hint: device.code };
}
