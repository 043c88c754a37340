import type { Role } from "@balcao/shared/identity/permissions";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Field } from "../../ui/field.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { messages } from "./office-messages.ts";
import { RoleSelect } from "./operator-form.tsx";

export interface PersonFacts {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
}

export type PersonFault = "personNameMissing" | "emailForm" | "passwordShort";

/** What the person still has to put right, by field. */
export function personFaults(facts: PersonFacts): Partial<Record<keyof PersonFacts, PersonFault>> {
  return {
    ...(facts.name.trim() === "" ? { name: "personNameMissing" } : {}),
    ...(/^\S+@\S+\.\S+$/.test(facts.email.trim()) ? {} : { email: "emailForm" }),
    ...(facts.password.length < 10 ? { password: "passwordShort" } : {}),
  };
}

export interface PersonFormProps {
  readonly facts: PersonFacts;
  readonly onChange: (changes: Partial<PersonFacts>) => void;
  readonly errorOf: (field: keyof PersonFacts) => string | undefined;
}

/** Name, e-mail, first password and role of a login. */
export function PersonForm({ facts, onChange, errorOf }: PersonFormProps) {
  const texts = useMessages(messages);
  return (
    <div className="grid gap-5">
      <Field label={texts.name} error={errorOf("name")}>
        <TextInput value={facts.name} onValueChange={(name) => onChange({ name })} maxLength={80} />
      </Field>
      <Field label={texts.email} error={errorOf("email")}>
        <TextInput
          type="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          value={facts.email}
          onValueChange={(email) => onChange({ email })}
        />
      </Field>
      <Field label={texts.role} error={errorOf("role")}>
        <RoleSelect value={facts.role} onValueChange={(role) => onChange({ role })} />
      </Field>
      <Field label={texts.password} hint={texts.passwordHint} error={errorOf("password")}>
        <PasswordInput
          autoComplete="new-password"
          showLabel={texts.showPassword}
          hideLabel={texts.hidePassword}
          value={facts.password}
          onValueChange={(password) => onChange({ password })}
        />
      </Field>
    </div>
  );
}
