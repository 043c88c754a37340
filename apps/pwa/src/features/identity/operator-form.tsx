import { mayGrant, type Role, roles } from "@balcao/shared/identity/permissions";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { usePerson } from "../../kernel/session.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { FieldGroup } from "../../ui/field-group.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { storesQuery } from "../stores/public.ts";
import { messages, roleNames } from "./office-messages.ts";

export interface OperatorFacts {
  readonly name: string;
  readonly role: Role;
  readonly storeIds: readonly string[];
}

export interface OperatorFormProps {
  readonly facts: OperatorFacts;
  readonly onChange: (changes: Partial<OperatorFacts>) => void;
  readonly errorOf: (field: keyof OperatorFacts) => string | undefined;
}

/** Name, role and stores of an operator. */
export function OperatorForm({ facts, onChange, errorOf }: OperatorFormProps) {
  const texts = useMessages(messages);
  return (
    <div className="grid gap-5">
      <Field label={texts.name} error={errorOf("name")}>
        <TextInput value={facts.name} onValueChange={(name) => onChange({ name })} maxLength={80} />
      </Field>
      <Field label={texts.role} error={errorOf("role")}>
        <RoleSelect value={facts.role} onValueChange={(role) => onChange({ role })} />
      </Field>
      <StoreChoice facts={facts} onChange={onChange} errorOf={errorOf} />
    </div>
  );
}

/** A role to give: only those that allow nothing beyond one's own. */
export function RoleSelect({
  value,
  onValueChange,
}: {
  readonly value: Role;
  readonly onValueChange: (role: Role) => void;
}) {
  const names = useMessages(roleNames);
  const own = usePerson()?.role ?? null;
  const options = roles.map((role) => ({
    value: role,
    label: names[role],
    disabled: own === null || !mayGrant(own, role),
  }));
  return (
    <Select
      value={value}
      onValueChange={onValueChange}
      options={options.filter((option) => !option.disabled || option.value === value)}
    />
  );
}

function StoreChoice({ facts, onChange, errorOf }: OperatorFormProps) {
  const texts = useMessages(messages);
  const stores = useQuery(storesQuery).data ?? [];
  const tick = (id: string, ticked: boolean) =>
    onChange({ storeIds: ticked ? [...facts.storeIds, id] : facts.storeIds.filter((known) => known !== id) });
  return (
    <FieldGroup label={texts.stores} hint={texts.storesHint} error={errorOf("storeIds")}>
      {stores.map((store) => (
        <Checkbox
          key={store.id}
          label={store.name}
          hint={`${store.code} · ${store.city}`}
          checked={facts.storeIds.includes(store.id)}
          onCheckedChange={(ticked) => tick(store.id, ticked)}
        />
      ))}
    </FieldGroup>
  );
}
