import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useForm } from "../../kernel/form.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { wasTablet } from "../../kernel/place.ts";
import type { Problem } from "../../kernel/problem.ts";
import { EntryFrame } from "../../kernel/screen/entry-frame.tsx";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { sessionQuery, signIn } from "../../kernel/session.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { messages } from "./messages.ts";

/** Sign-in by e-mail and password. `onSignedIn` runs once the server knows the person. */
export function SignInScreen({ brand, onSignedIn }: { readonly brand: ReactNode; readonly onSignedIn: () => void }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const attempt = useMutation({
    mutationFn: ({ email, password }: Credentials) => signIn(email, password),
    onSuccess: async () => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      onSignedIn();
    },
  });
  return (
    <EntryFrame
      brand={brand}
      title={texts.signInTitle}
      text={texts.signInText}
      aside={wasTablet() ? undefined : <TabletHint />}
    >
      <SignInForm busy={attempt.isPending} error={attempt.error} onSubmit={attempt.mutate} />
    </EntryFrame>
  );
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface SignInFormProps {
  readonly busy: boolean;
  /** Why the last attempt failed, or null. */
  readonly error: unknown;
  readonly onSubmit: (credentials: Credentials) => void;
}

function SignInForm({ busy, error, onSubmit }: SignInFormProps) {
  const texts = useMessages(messages);
  const [facts, setFacts] = useState<Credentials>({ email: "", password: "" });
  const faults: Partial<Record<keyof Credentials, "emailMissing" | "passwordMissing">> = {
    ...(/^\S+@\S+\.\S+$/.test(facts.email.trim()) ? {} : { email: "emailMissing" }),
    ...(facts.password === "" ? { password: "passwordMissing" } : {}),
  };
  const submit = () => onSubmit({ ...facts, email: facts.email.trim() });
  const form = useForm({ facts, faults, texts, error, submit });
  return (
    <form {...form.props} className="grid gap-5">
      <ProblemBanner problem={form.general}>
        <RetryTime problem={form.general} />
      </ProblemBanner>
      <Field label={texts.email} error={form.errorOf("email")}>
        <TextInput
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={facts.email}
          onValueChange={(email) => setFacts({ ...facts, email })}
        />
      </Field>
      <Field label={texts.password} error={form.errorOf("password")}>
        <PasswordInput
          autoComplete="current-password"
          showLabel={texts.showPassword}
          hideLabel={texts.hidePassword}
          value={facts.password}
          onValueChange={(password) => setFacts({ ...facts, password })}
        />
      </Field>
      <Button type="submit" variant="primary" wide busy={busy}>
        {texts.signIn}
      </Button>
    </form>
  );
}

/** How long somebody who guessed too often has to wait. */
function RetryTime({ problem }: { readonly problem: Problem | null }) {
  const texts = useMessages(messages);
  const seconds = problem?.kind === "refused" ? problem.details["retryAfterSeconds"] : undefined;
  return typeof seconds === "number" ? <p>{texts.retryIn(String(Math.ceil(seconds)))}</p> : null;
}

function TabletHint() {
  const texts = useMessages(messages);
  return (
    <p className="text-base">
      <span className="block font-medium text-text">{texts.tabletInstead}</span>
      {texts.tabletHint}
    </p>
  );
}
